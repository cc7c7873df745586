package org.outreachsync.load.write;

import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.outreachsync.load.write.MeasuredServer.Measured;

/** The plots of the page of figures, as SVG. */
final class Plots {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 360;
    private static final String SVG = "http://www.w3.org/2000/svg";

    private Plots() {}

    /**
     * All plots, by the names of their files.
     *
     * @param growth rounds over few and over many records
     * @param batch records of a batch
     */
    static Map<String, String> all(Loads.Measured loads, List<Measured> growth, int batch) throws IOException {
        return Map.of(
                "performance-throughput.svg", throughput(loads),
                "performance-latency.svg", latency(loads),
                "performance-growth.svg", growth(growth, batch));
    }

    private static String throughput(Loads.Measured loads) throws IOException {
        var chart = overUploaders("records a second, until the last ack");
        add(chart, "server", loads.server(), Loads.Side::recordsPerSecond);
        add(chart, "PostgreSQL, plain table", loads.plain(), Loads.Side::recordsPerSecond);
        return drawn(chart);
    }

    private static String latency(Loads.Measured loads) throws IOException {
        var chart = overUploaders("time of a batch, ms");
        add(chart, "server, p50", loads.server(), Loads.Side::p50Millis);
        add(chart, "server, p99", loads.server(), Loads.Side::p99Millis);
        add(chart, "PostgreSQL, p50", loads.plain(), Loads.Side::p50Millis);
        add(chart, "PostgreSQL, p99", loads.plain(), Loads.Side::p99Millis);
        return drawn(chart);
    }

    private static String growth(List<Measured> rounds, int batch) throws IOException {
        var chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("records kept, thousands")
                .yAxisTitle("ms for a batch of " + batch)
                .build();
        style(chart.getStyler());
        chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
        add(chart, "processor time of the server", rounds, round -> round.cpuMillisOfThousand() * batch / 1_000);
        add(chart, "p50 of the time", rounds, Measured::p50Millis);
        return drawn(chart);
    }

    private static CategoryChart overUploaders(String what) {
        var chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("uploaders at the same time")
                .yAxisTitle(what)
                .build();
        style(chart.getStyler());
        chart.getStyler()
                .setOverlapped(true)
                .setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line)
                .setYAxisLogarithmic(true);
        return chart;
    }

    private static void add(
            CategoryChart chart, String name, List<Loads.Side> sides, ToDoubleFunction<Loads.Side> quantity) {
        if (!sides.isEmpty()) {
            chart.addSeries(
                    name,
                    sides.stream().map(Loads.Side::uploaders).toList(),
                    sides.stream().map(quantity::applyAsDouble).toList());
        }
    }

    private static void add(XYChart chart, String name, List<Measured> rounds, ToDoubleFunction<Measured> quantity) {
        chart.addSeries(
                name,
                rounds.stream().mapToDouble(round -> round.kept() / 1e3).toArray(),
                rounds.stream().mapToDouble(quantity).toArray());
    }

    private static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setPlotBorderVisible(false);
        styler.setYAxisDecimalPattern("#,##0.##").setXAxisDecimalPattern("#,##0");
    }

    private static String drawn(CategoryChart chart) throws IOException {
        var graphics = graphics();
        chart.paint(graphics, WIDTH, HEIGHT);
        return written(graphics);
    }

    private static String drawn(XYChart chart) throws IOException {
        var graphics = graphics();
        chart.paint(graphics, WIDTH, HEIGHT);
        return written(graphics);
    }

    private static SVGGraphics2D graphics() throws IOException {
        try {
            var implementation = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
            var context = SVGGeneratorContext.createDefault(implementation.createDocument(SVG, "svg", null));
            context.setPrecision(1);
            return new SVGGraphics2D(context, false);
        } catch (ParserConfigurationException odd) {
            throw new IOException(odd);
        }
    }

    private static String written(SVGGraphics2D graphics) throws IOException {
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        var svg = new StringWriter();
        graphics.stream(svg, false);
        return svg + "\n";
    }
}
