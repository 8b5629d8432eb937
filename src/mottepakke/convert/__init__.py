"""Office files to PDF, through LibreOffice: for attachments that come as Word, Excel, PowerPoint or OpenDocument files.

`office.program.find_soffice` finds the program, `converter.convert` does it, and each file is `files.Converted` or
`files.Failed` with a reason. Import the part you need: who only asks what LibreOffice there is loads no converter.
"""
