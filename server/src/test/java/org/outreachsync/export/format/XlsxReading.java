package org.outreachsync.export.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Row.MissingCellPolicy;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads workbooks with Apache POI. */
final class XlsxReading {

    private XlsxReading() {}

    static XSSFWorkbook open(byte[] file) {
        try {
            return new XSSFWorkbook(new ByteArrayInputStream(file));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A row under headings. */
    record Line(Map<String, Cell> cells) {

        Cell cell(String heading) {
            var cell = cells.get(heading);
            if (cell == null) {
                throw new AssertionError("no column " + heading + " among " + cells.keySet());
            }
            return cell;
        }

        String text(String heading) {
            return XlsxReading.text(cell(heading));
        }
    }

    /** The rows under the headings. */
    static List<Line> rows(Sheet sheet) {
        var headings = texts(sheet.getRow(0));
        var rows = new ArrayList<Line>();
        for (int at = 1; at <= sheet.getLastRowNum(); at++) {
            var row = new LinkedHashMap<String, Cell>();
            for (int column = 0; column < headings.size(); column++) {
                row.put(headings.get(column), sheet.getRow(at).getCell(column, MissingCellPolicy.CREATE_NULL_AS_BLANK));
            }
            rows.add(new Line(row));
        }
        return rows;
    }

    static List<String> texts(Row row) {
        return StreamSupport.stream(row.spliterator(), false)
                .map(XlsxReading::text)
                .toList();
    }

    /** All cells of a workbook. */
    static List<Cell> cells(XSSFWorkbook workbook) {
        var cells = new ArrayList<Cell>();
        workbook.sheetIterator().forEachRemaining(sheet -> sheet.forEach(row -> row.forEach(cells::add)));
        return cells;
    }

    static String text(Cell cell) {
        return cell.getCellType() == CellType.NUMERIC
                ? Double.toString(cell.getNumericCellValue())
                : cell.getStringCellValue();
    }
}
