package io.seiche.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.KeyIndex;
import io.seiche.evaluation.Interval;
import io.seiche.model.FittedScalers;
import io.seiche.model.Goal;
import io.seiche.model.Member;
import io.seiche.model.Model;
import io.seiche.model.Preparation;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesPipeline.SharedFit;
import io.seiche.table.InputSpec;
import io.seiche.table.TableData;
import io.seiche.task.Scored;
import io.seiche.training.ExecutorMachine;
import io.seiche.training.Trained;
import io.seiche.training.TrainingSpec;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes a model from the results of a job. */
final class Models {
    private Models() {}

    static Model of(TrainingJob job, JobData read, Trained trained, Scored scored, Map<String, String> origin) {
        TableData data = read.table();
        SortedMap<Integer, Interval> intervals = new TreeMap<>();
        for (Interval interval : scored.intervals()) {
            intervals.put(interval.percent(), interval);
        }
        return new Model(
                job.name(),
                new Goal(
                        job.training().task(), read.vocabulary(), job.training().loss(), job.windows()),
                preparation(job, data),
                List.of(new Member(job.network(), trained.parameters())),
                intervals,
                lineage(data, origin));
    }

    private static Preparation preparation(TrainingJob job, TableData data) {
        InputSpec input = job.input();
        SharedFit fit = data.pipeline().shared();
        Scaler shared = job.training().task().sharedScaler(fit.scaler());
        SortedMap<String, Scaler> scalers = shared == null ? data.scalers() : new TreeMap<>();
        return new Preparation(
                input.id(),
                input.time(),
                input.wide(),
                data.pipeline().columns(),
                input.missing(),
                job.series().with(fit.frequency()),
                data.pipeline().axis(),
                new FittedScalers(shared, scalers, fit.statics()));
    }

    /** Returns the kernels that determine the bits; if executors use different ones, runs may differ in their bytes. */
    static String kernels(List<ExecutorMachine> machines) {
        return machines.stream().map(ExecutorMachine::kernels).distinct().collect(Collectors.joining(" and "));
    }

    /** Returns the facts of a training for the model's lineage. */
    static SortedMap<String, String> lineage(TrainingSpec training, Trained trained, List<ExecutorMachine> machines) {
        SortedMap<String, String> facts = KeyIndex.facts("training", training);
        facts.put("training.kernels", kernels(machines));
        facts.put(
                "training.machines",
                machines.stream().map(ExecutorMachine::toString).collect(Collectors.joining("; ")));
        ObjectNode figures = TrainingOutcome.facts(trained);
        for (String figure : new String[] {"epochs", "epoch", "rounds", "shards", "localSteps", "sha256"}) {
            facts.put("training." + figure, figures.get(figure).asText());
        }
        return facts;
    }

    /** Returns the version of this software. */
    static String version() {
        String version = Models.class.getPackage().getImplementationVersion();
        return version == null ? "built from sources" : version;
    }

    private static SortedMap<String, String> lineage(TableData data, Map<String, String> origin) {
        SortedMap<String, String> facts = new TreeMap<>(origin);
        ObjectNode figures = DataJson.of(data.facts());
        for (String figure : new String[] {"rows", "series", "first", "last"}) {
            facts.put("data." + figure, figures.get(figure).asText());
        }
        facts.put("data.windows.train", figures.at("/windows/train").asText());
        facts.put("software.seiche", version());
        facts.put("software.java", Runtime.version().toString());
        facts.put("software.spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
        facts.put("software.hadoop", org.apache.hadoop.util.VersionInfo.getVersion());
        return facts;
    }
}
