"""The study tour: one story of host and visitor, from which stage, slides, document and workbook are all drawn."""
