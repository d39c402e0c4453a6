"""A LibreOffice that does as it is told: it stands outside the process, so a test may fake it."""

from io import BytesIO

import pikepdf

_SCRIPT = """#!/bin/sh
echo "$@" >> {log}
env >> {log}.env
for word in "$@"; do
  [ "$before" = --outdir ] && out=$word
  case "$word" in *.doc|*.docx) files="$files $word" ;; esac
  before=$word
done
for file in $files; do
  made="$out/$(basename "${{file%.*}}").pdf"
  if grep -q HANGS "$file"; then sleep 300 & echo $! > {log}.child; wait; fi
  if grep -q CRASHES "$file"; then exit 77; fi
  if grep -q STUMBLES "$file" && [ ! -e {log}.once ]; then touch {log}.once; exit 0; fi
  if grep -q SPOILS "$file"; then echo "%PDF-" > "$made"; continue; fi
  cp {sample} "$made"
done
"""


def a_pdf(pages=1, *, archival=False, font="") -> bytes:
    """Return a PDF of empty pages; an archival one says that it is PDF/A-2b.

    The font is named only: its letters are not in the file.
    """
    saved = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        if font:
            named = pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name(f"/{font}"),
            )
            fonts = pikepdf.Dictionary(F1=pdf.make_indirect(named))
            pdf.pages[0].Resources = pikepdf.Dictionary(Font=fonts)
        if archival:
            with pdf.open_metadata() as metadata:
                metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "B"
            profile = pikepdf.Dictionary(
                S=pikepdf.Name.GTS_PDFA1, DestOutputProfile=pdf.make_stream(b"a profile")
            )
            pdf.Root.OutputIntents = pikepdf.Array([profile])
        pdf.save(saved)
    return saved.getvalue()


def install(folder, monkeypatch, sample: bytes | None = None):
    """Put the fake first on the path; return the file in which it logs its calls.

    It hangs, crashes, stumbles once or spoils its work where a file says so.
    """
    log, prepared, program = folder / "calls", folder / "sample.pdf", folder / "soffice"
    prepared.write_bytes(sample or a_pdf())
    program.write_text(_SCRIPT.format(log=log, sample=prepared), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return log
