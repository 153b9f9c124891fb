# Export and copy.
form-export-title = Export: { $what }
form-export-format = Format
form-export-xlsx = Excel (XLSX)
form-export-csv = CSV with commas
form-export-semicolons = CSV with semicolons
form-export-text = Text for a chat
form-export-json = JSON
form-export-path = File
form-export-path-hint = folder and name; the file ending is added
form-export-becomes = Saved as
form-export-exists = already exists, you will be asked
form-export-replace-title = Replace the file?
form-export-replace = { $file } already exists. Replace it with the new one?
form-export-saved = Saved as { $file }
form-export-copied = Copied: { $what }. Ready to paste into WhatsApp · { $key } saves it as a file
form-export-pdf = PDF
