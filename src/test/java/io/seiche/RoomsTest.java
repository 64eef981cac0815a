package io.seiche;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** Each package and the packages it may depend on, all of them further up. */
    private static final Map<String, Set<String>> ALLOWED = table(
            """
            text:
            math:
            series: text math
            cell: text math
            optimizer: text math
            loss: text math
            network: text math series cell
            evaluation.metrics: text math series
            evaluation.baselines: text math series evaluation.metrics
            evaluation: text math series loss evaluation.metrics evaluation.baselines
            task: text math series loss network evaluation.metrics evaluation.baselines evaluation
            model: text math series cell loss network evaluation task
            table: text series
            training: text math series optimizer loss network evaluation task model
            training.bench: text math series optimizer loss network task model training
            store: text model
            exchange: text series cell loss network model
            configuration: text series cell optimizer loss network evaluation.metrics evaluation.baselines evaluation task model table training store
            report: text evaluation.metrics evaluation
            job: text math series cell optimizer loss network evaluation.metrics evaluation.baselines evaluation task model table training training.bench store configuration report
            ml: text series optimizer loss network evaluation.metrics evaluation.baselines evaluation task model table training store configuration job
            stream: text series task model table store job
            cli: text series cell optimizer loss network evaluation.metrics evaluation.baselines evaluation task model table training training.bench store exchange configuration report job stream
            forecast: ml
            """);

    private static Map<String, Set<String>> table(String text) {
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            String[] sides = line.split(":", 2);
            Set<String> packages = new LinkedHashSet<>(List.of(sides[1].strip().split(" ")));
            packages.remove("");
            if (!allowed.keySet().containsAll(packages)) {
                throw new IllegalStateException(sides[0] + " may depend on packages further up only, was:" + sides[1]);
            }
            allowed.put(sides[0], packages);
        }
        return allowed;
    }

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

    /** Nested and private types too, so that a name in the code, a stack trace or a search means one type. */
    @Test
    void noTwoTypesShareASimpleName() {
        Map<String, List<String>> shared = CLASSES.stream()
                .filter(type -> !type.getSimpleName().isEmpty()) // anonymous
                .filter(type -> !type.getPackageName().equals("io.seiche.forecast")) // former names
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, TreeMap::new, mapping(JavaClass::getName, toList())));
        shared.values().removeIf(types -> types.size() == 1);
        assertEquals(Map.of(), shared);
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
                .and()
                .doNotHaveFullyQualifiedName("io.seiche.cli.ClassArchive") // of names of loaded classes, from the JVM
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
