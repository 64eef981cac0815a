package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.store.Aliases;

/** The change of an alias as text and as JSON. */
final class PromotionView {
    private PromotionView() {}

    static String of(String alias, Aliases.Promotion promotion) {
        String now = "The " + alias + " of " + promotion.to().name() + " is version "
                + promotion.to().version();
        return promotion.from() == promotion.to().version()
                ? now + " already; nothing was changed.\n"
                : now + " now" + (promotion.from() == 0 ? "" : ", was version " + promotion.from()) + ": "
                        + promotion.to().path() + "\n";
    }

    static ObjectNode json(String command, String alias, Aliases.Promotion promotion) {
        ObjectNode json = new ObjectMapper().createObjectNode().put("command", command);
        json.putObject("model")
                .put("name", promotion.to().name())
                .put("version", promotion.to().version())
                .put("path", promotion.to().path());
        return json.put("alias", alias)
                .put("from", promotion.from())
                .put("to", promotion.to().version())
                .put("changed", promotion.from() != promotion.to().version());
    }
}
