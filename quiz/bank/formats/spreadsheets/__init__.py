"""Questions in spreadsheets: one engine over tables of text cells.

From the file to the question: `workbooks` (XLSX, XLS) and `delimited` (CSV, TSV) open a file as
`grids`; `columns` finds the header; `rows` reads a row with the help of `answers`, `options`,
`vocabulary` and `conventions`. `writing` goes the other way. `docs/formats.md` tells what people
may write into the cells.
"""
