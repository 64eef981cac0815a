package io.seiche.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Draws what {@link RoundsChart} wrote: validation loss against rounds and against seconds, a column for each number of
 * shards, a line for each number of local steps. Seconds are reckoned, with a core for every shard: the windows of a shard
 * times what a window takes (given), and the rounds times {@link RoundCost}.
 *
 * <p>{@code java -cp ... io.seiche.training.RoundsSvg rounds.csv rounds.svg SECONDS_A_WINDOW}
 */
public final class RoundsSvg {
    private static final int WIDTH = 220;
    private static final int HEIGHT = 170;
    private static final int LEFT = 52;
    private static final int TOP = 46;
    private static final int GAP = 64;
    private static final Map<Integer, String> COLORS = new LinkedHashMap<>();

    static {
        COLORS.put(1, "#1f6feb");
        COLORS.put(4, "#1a7f37");
        COLORS.put(16, "#bf8700");
        COLORS.put(64, "#cf222e");
    }

    private RoundsSvg() {}

    private record Point(int shards, int localSteps, int rounds, double seconds, double loss) {}

    private record Range(double low, double high) {
        static Range of(List<Point> points, ToDoubleFunction<Point> value) {
            return new Range(
                    points.stream().mapToDouble(value).min().orElseThrow(),
                    points.stream().mapToDouble(value).max().orElseThrow());
        }

        double share(double value) {
            return Math.log(value / low) / Math.log(high / low);
        }
    }

    /** Arguments: the table, the picture, and what a window takes a core in training. */
    public static void main(String[] arguments) throws IOException {
        List<Point> points = read(Path.of(arguments[0]), Double.parseDouble(arguments[2]));
        Range loss = Range.of(points, Point::loss);
        List<Integer> shards = points.stream().map(Point::shards).distinct().toList();
        StringBuilder svg = new StringBuilder();
        int width = LEFT + shards.size() * (WIDTH + 24);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(TOP + 2 * (HEIGHT + GAP))
                .append("\" font-family=\"sans-serif\" font-size=\"11\" fill=\"#57606a\">\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        int at = LEFT + 110;
        svg.append("<text x=\"" + LEFT + "\" y=\"16\" font-weight=\"bold\">validation loss</text>\n");
        for (int localSteps : COLORS.keySet()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"16\" fill=\"%s\">%s local step%s</text>%n",
                    at,
                    COLORS.get(localSteps),
                    localSteps,
                    localSteps == 1 ? "" : "s"));
            at += 100;
        }
        for (int column = 0; column < shards.size(); column++) {
            int wanted = shards.get(column);
            List<Point> mine = points.stream().filter(p -> p.shards() == wanted).toList();
            int x = LEFT + column * (WIDTH + 24);
            String title = wanted + (wanted == 1 ? " shard" : " shards");
            panel(svg, x, TOP, title, "rounds", mine, Range.of(points, Point::rounds), loss, Point::rounds);
            int below = TOP + HEIGHT + GAP;
            panel(svg, x, below, title, "seconds", mine, Range.of(points, Point::seconds), loss, Point::seconds);
        }
        Files.writeString(Path.of(arguments[1]), svg.append("</svg>\n"));
    }

    /** The plain runs: no outer momentum, no warm-up. */
    private static List<Point> read(Path table, double secondsAWindow) throws IOException {
        List<Point> points = new ArrayList<>();
        List<String> lines = Files.readAllLines(table);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            if (cells[2].equals("average") && cells[3].equals("0.0")) {
                int shards = Integer.parseInt(cells[0]);
                int rounds = Integer.parseInt(cells[5]);
                int epoch = Integer.parseInt(cells[4]);
                double windows = epoch * Double.parseDouble(cells[6]) / shards;
                double seconds =
                        windows * secondsAWindow + rounds * RoundCost.seconds(shards, RoundsChart.VECTOR_BYTES);
                points.add(
                        new Point(shards, Integer.parseInt(cells[1]), rounds, seconds, Double.parseDouble(cells[8])));
            }
        }
        return points;
    }

    private static void panel(
            StringBuilder svg,
            int left,
            int top,
            String title,
            String axis,
            List<Point> points,
            Range horizontal,
            Range vertical,
            ToDoubleFunction<Point> value) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>%n"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#d0d7de\"/>%n",
                left,
                top - 8,
                title,
                left,
                top,
                WIDTH,
                HEIGHT));
        for (double tick = Math.pow(10, Math.ceil(Math.log10(horizontal.low())));
                tick <= horizontal.high();
                tick *= 10) {
            double x = left + WIDTH * horizontal.share(tick);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#eaeef2\"/>%n"
                            + "<text x=\"%1$.1f\" y=\"%4$d\" text-anchor=\"middle\">%5$s</text>%n",
                    x,
                    top,
                    top + HEIGHT,
                    top + HEIGHT + 14,
                    tick < 1 ? Double.toString(tick) : String.format(Locale.ROOT, "%,.0f", tick)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                left + WIDTH,
                top + HEIGHT + 30,
                axis));
        for (double y : new double[] {vertical.low(), Math.sqrt(vertical.low() * vertical.high()), vertical.high()}) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    left - 4,
                    top + HEIGHT * (1 - vertical.share(y)) + 4,
                    left == LEFT ? String.format(Locale.ROOT, "%.3f", y) : ""));
        }
        for (Map.Entry<Integer, String> color : COLORS.entrySet()) {
            StringBuilder line = new StringBuilder();
            points.stream()
                    .filter(p -> p.localSteps() == color.getKey())
                    .forEach(p -> line.append(String.format(
                            Locale.ROOT,
                            "%.1f,%.1f ",
                            left + WIDTH * horizontal.share(value.applyAsDouble(p)),
                            top + HEIGHT * (1 - vertical.share(p.loss())))));
            svg.append("<polyline fill=\"none\" stroke-width=\"1.8\" stroke=\"")
                    .append(color.getValue())
                    .append("\" points=\"")
                    .append(line.toString().strip())
                    .append("\"/>\n");
        }
    }
}
