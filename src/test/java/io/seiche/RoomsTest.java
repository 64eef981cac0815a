package io.seiche;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages and their allowed dependencies, which form no cycle. */
class RoomsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.seiche");

    /** Each package and the packages it may depend on. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("text", Set.of()),
            Map.entry("series", Set.of("math", "text")),
            Map.entry("table", Set.of("series", "text")),
            Map.entry("math", Set.of()),
            Map.entry("cell", Set.of("math", "text")),
            Map.entry("network", Set.of("series", "math", "cell", "text")),
            Map.entry("loss", Set.of("math", "text")),
            Map.entry("optimizer", Set.of("math", "text")),
            Map.entry(
                    "task",
                    Set.of(
                            "evaluation.baselines",
                            "evaluation.metrics",
                            "evaluation",
                            "network",
                            "loss",
                            "series",
                            "math",
                            "text")),
            Map.entry("model", Set.of("evaluation", "task", "math", "loss", "cell", "network", "series", "text")),
            Map.entry(
                    "training",
                    Set.of("evaluation", "task", "math", "loss", "network", "optimizer", "series", "model", "text")),
            Map.entry(
                    "training.bench",
                    Set.of("task", "training", "math", "loss", "network", "optimizer", "series", "model", "text")),
            Map.entry("store", Set.of("model", "text")),
            Map.entry("exchange", Set.of("loss", "cell", "network", "series", "model", "text")),
            Map.entry("evaluation.metrics", Set.of("math", "series", "text")),
            Map.entry("evaluation.baselines", Set.of("math", "evaluation.metrics", "series", "text")),
            Map.entry(
                    "evaluation",
                    Set.of("evaluation.metrics", "evaluation.baselines", "math", "loss", "series", "text")),
            Map.entry(
                    "job",
                    Set.of(
                            "report",
                            "task",
                            "series",
                            "table",
                            "cell",
                            "network",
                            "loss",
                            "math",
                            "optimizer",
                            "model",
                            "training",
                            "training.bench",
                            "store",
                            "evaluation",
                            "evaluation.metrics",
                            "evaluation.baselines",
                            "configuration",
                            "text")),
            Map.entry(
                    "configuration",
                    Set.of(
                            "task",
                            "series",
                            "table",
                            "cell",
                            "network",
                            "loss",
                            "optimizer",
                            "model",
                            "training",
                            "store",
                            "evaluation",
                            "evaluation.metrics",
                            "evaluation.baselines",
                            "text")),
            Map.entry(
                    "ml",
                    Set.of(
                            "task",
                            "series",
                            "table",
                            "network",
                            "loss",
                            "optimizer",
                            "model",
                            "training",
                            "store",
                            "evaluation",
                            "evaluation.metrics",
                            "evaluation.baselines",
                            "configuration",
                            "job",
                            "text")),
            Map.entry("stream", Set.of("task", "series", "table", "model", "store", "job", "text")),
            Map.entry("report", Set.of("evaluation", "evaluation.metrics", "text")),
            Map.entry(
                    "cli",
                    Set.of(
                            "task",
                            "series",
                            "table",
                            "cell",
                            "network",
                            "loss",
                            "optimizer",
                            "model",
                            "training",
                            "training.bench",
                            "store",
                            "evaluation",
                            "evaluation.metrics",
                            "evaluation.baselines",
                            "configuration",
                            "job",
                            "stream",
                            "exchange",
                            "report",
                            "text")));

    static Stream<String> packages() {
        return ALLOWED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageDependsOnlyOnAllowedPackages(String name) {
        Set<String> others = new TreeSet<>(ALLOWED.keySet());
        others.removeAll(ALLOWED.get(name));
        others.remove(name);
        noClasses()
                .that()
                .resideInAPackage("io.seiche." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.stream().map(o -> "io.seiche." + o).toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsListed() {
        assertEquals(
                Set.of(),
                CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .map(p -> p.substring("io.seiche.".length()))
                        .filter(p -> !ALLOWED.containsKey(p))
                        .collect(toSet()));
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.seiche.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void numbersAndSeriesArePlainJava() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.seiche.text",
                        "io.seiche.series",
                        "io.seiche.math",
                        "io.seiche.cell",
                        "io.seiche.network",
                        "io.seiche.loss",
                        "io.seiche.task",
                        "io.seiche.optimizer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark..", "org.apache.hadoop..", "scala..", "org.slf4j..", "org.apache.logging..")
                .check(CLASSES);
    }

    @Test
    void aModelIsScoredWithoutSpark() {
        noClasses()
                .that()
                .resideInAnyPackage("io.seiche.model", "io.seiche.store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyMathUsesBlas() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.seiche.math")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.ludovic.netlib..")
                .check(CLASSES);
    }

    @Test
    void noFileIsEverJavaSerialisation() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .orShould()
                .callMethodWhere(
                        target(nameMatching("objectFile|saveAsObjectFile"))) // Spark's files of serialised objects
                .check(CLASSES);
    }

    @Test
    void noValueNamesAClassAndNoneStartsAProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(
                        "io.seiche.math.KernelChoice") // of a constant name, which need not be there
                .and()
                .doNotHaveFullyQualifiedName("io.seiche.cell.FusedSteps$Vector") // likewise
                .should()
                .callMethodWhere(target(nameMatching("forName|loadClass|defineClass"))
                        .and(target(owner(assignableTo(Class.class).or(assignableTo(ClassLoader.class))))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(target(nameMatching("exec")).and(target(owner(assignableTo(Runtime.class)))))
                .check(CLASSES);
    }
}
