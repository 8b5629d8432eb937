"""From the PDFs of a meeting to one pack: merged with their tags, contents, outline, page labels, links and stamps.

`pack.assemble_pack` does it, `plan` says what goes in, `attachment.open_attachment` tells whether a file can.
"""
