// The browser's copy of a form, encrypted: it outlives the sign-out, so that nothing typed is
// lost, and only a page of its writer brings the key that opens it.

const CIPHER = "AES-GCM";
const NONCE = 12;

const toText = (bytes) => btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));
const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const attempt = async (deed, otherwise = null) => {
  try {
    return await deed();
  } catch {
    return otherwise; // storage off or full, no safe connection: the server's copy still holds
  }
};

export const forgetCopy = (name) => attempt(() => localStorage.removeItem(name));

/** Give the copy of that name: read, write and remove; a write that was overtaken does nothing. */
export const browserCopy = (name, secret) => {
  const key = attempt(() =>
    crypto.subtle.importKey("raw", toBytes(secret), CIPHER, false, ["encrypt", "decrypt"]),
  );
  const cipher = (iv) => ({ name: CIPHER, iv, additionalData: new TextEncoder().encode(name) });
  let asked = 0;
  let settled = 0;

  const read = () =>
    attempt(async () => {
      const sealed = toBytes(localStorage.getItem(name));
      const open = cipher(sealed.subarray(0, NONCE));
      const plain = await crypto.subtle.decrypt(open, await key, sealed.subarray(NONCE));
      return JSON.parse(new TextDecoder().decode(plain));
    });

  const write = (values) => {
    asked += 1;
    const number = asked;
    const plain = new TextEncoder().encode(JSON.stringify({ values, at: Date.now() }));
    return attempt(async () => {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
      const sealed = await crypto.subtle.encrypt(cipher(nonce), await key, plain);
      if (number < settled) return false;
      settled = number;
      localStorage.setItem(name, toText([...nonce, ...new Uint8Array(sealed)]));
      return true;
    }, false);
  };

  const remove = () => {
    asked += 1;
    settled = asked;
    return forgetCopy(name);
  };

  return { read, write, remove };
};
