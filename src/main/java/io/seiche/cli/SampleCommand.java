package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.model.Sampler;
import io.seiche.series.Vocabulary;
import io.seiche.store.LoadedModel;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seiche sample}: a sequence drawn from a next-item model. */
@Command(
        name = "sample",
        description = {
            "Draw items from a model of training.task = next-item, each from what the model gives the next after all"
                    + " before it. Of a model of characters, a text; of others, an item a line. The same seed draws the"
                    + " same items.",
            ""
        },
        footer = {
            "  seiche sample out/models/characters --length 500",
            "  seiche sample out/models/characters --prompt 'KING' --temperature 0.7 --seed 7",
            "  seiche sample out/models/clicks --prompt home,search --length 5 --temperature 0"
        })
final class SampleCommand extends SeicheCommand {
    @Parameters(paramLabel = "MODEL", description = "A model directory, or STORE/NAME[@version|@alias].")
    private String model;

    @Option(
            names = "--prompt",
            paramLabel = "ITEMS",
            defaultValue = "",
            description = "What the sequence begins with: a text, or items with commas between them.")
    private String prompt;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many items to draw (default: ${DEFAULT-VALUE}).")
    private int length;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "1 draws from the model's own chances, less makes the likely likelier, 0 takes the likeliest"
                    + " always (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        Output output = output();
        LoadedModel opened = open(model);
        Sampler sampler = new Sampler(opened.model());
        Vocabulary vocabulary = opened.model().vocabulary();
        List<String> given = given(vocabulary);
        List<String> drawn = sampler.draw(given, length, temperature, seed);
        ObjectNode json = new ObjectMapper().createObjectNode().put("command", "sample");
        json.set("model", ModelView.facts(opened));
        json.put("temperature", temperature).put("seed", seed);
        given.forEach(json.putArray("prompt")::add);
        drawn.forEach(json.putArray("items")::add);
        List<String> all = Stream.concat(given.stream(), drawn.stream()).toList();
        output.results(String.join(vocabulary.isText() ? "" : "\n", all) + "\n", json);
        return ExitCode.DONE.number();
    }

    private List<String> given(Vocabulary vocabulary) {
        if (prompt.isEmpty()) {
            return List.of();
        }
        return vocabulary.isText()
                ? prompt.codePoints().mapToObj(Character::toString).toList()
                : Stream.of(prompt.split(",", -1)).map(String::strip).toList();
    }
}
