package io.seiche.job;

import io.seiche.configuration.KeyIndex;
import io.seiche.store.RunIdentity;
import io.seiche.training.Shards;
import io.seiche.training.Trainer;
import java.lang.reflect.RecordComponent;
import java.util.SortedMap;
import java.util.TreeMap;

/** The facts that determine the parameters of a run: a run is resumed only if all of them are equal. */
final class RunFacts {
    private RunFacts() {}

    /** Returns the facts of a job on its shards. */
    static RunIdentity of(TrainingJob job, Shards shards, String kernels) throws InterruptedException {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.putAll(KeyIndex.facts("training", job.training()));
        put("window.", job.windows(), facts);
        facts.put("network.layers", job.network().layers());
        facts.put("network.initial", job.network().initial().toString());
        if (job.network().readsWholeWindows()) {
            facts.put("evaluation.choose", job.evaluation().choose().toString());
        }
        put("input.columns.", job.input().columns(), facts);
        facts.put("training.shards", "" + shards.count());
        facts.put("training.kernels", kernels);
        facts.put(RetrainingJob.FINGERPRINT, Trainer.fingerprint(shards));
        facts.put("software.seiche", Models.version());
        return new RunIdentity(facts);
    }

    private static void put(String prefix, Record record, SortedMap<String, String> facts) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                facts.put(
                        prefix + component.getName(),
                        String.valueOf(component.getAccessor().invoke(record)));
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("public records", impossible);
            }
        }
    }
}
