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

    /** The cells of each row under the headings, by heading. */
    static List<Map<String, Cell>> rows(Sheet sheet) {
        var headings = texts(sheet.getRow(0));
        var rows = new ArrayList<Map<String, Cell>>();
        for (int at = 1; at <= sheet.getLastRowNum(); at++) {
            var row = new LinkedHashMap<String, Cell>();
            for (int column = 0; column < headings.size(); column++) {
                row.put(headings.get(column), sheet.getRow(at).getCell(column, MissingCellPolicy.CREATE_NULL_AS_BLANK));
            }
            rows.add(row);
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
