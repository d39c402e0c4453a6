// The server reads a typed text in its regular form: composed letters, plain spaces, no controls,
// nothing at the edges. Places that it names are characters of that form.

const ODD =
  /^\s|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u00a0\u00ad\u0300-\u036f\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufdd0-\ufdef\ufeff\ufff0-\uffff]|[\ud800-\udfff]/;
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gsu;
const BREAKS = /[\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]/g;
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const GONE =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff]|[\ud800-\udfff](?![\udc00-\udfff])/g;

const regular = (cluster) =>
  cluster.replace(BREAKS, "\n").replace(SPACES, " ").replace(GONE, "").normalize("NFC");

// Return a function from a place in the regular form to the place in the text as it was typed.
export const placesIn = (text) => {
  if (!ODD.test(text) && text.normalize("NFC") === text) return (place) => place;
  const places = [];
  let begun = false;
  for (const cluster of text.matchAll(CLUSTER)) {
    for (const letter of regular(cluster[0])) {
      begun ||= /\S/.test(letter);
      if (begun) places.push(cluster.index);
    }
  }
  return (place) => places[place] ?? text.length;
};
