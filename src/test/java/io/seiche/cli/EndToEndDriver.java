package io.seiche.cli;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the tests of classes in a JVM with settings of its own, where there is no launcher of JUnit, and writes what every
 * command printed, except paths, durations and speeds. Only tests without parameters are run.
 */
final class EndToEndDriver {
    /** Text that differs from run to run: folders, names of versions, and the numbers beside a unit of time. */
    private static final List<String> VARYING = List.of(
            "\\d{8}-\\d{6}-[0-9a-f]{8}-[0-9a-f]{16}",
            "\"(seconds|samplesPerSecond|localStepsPerSecond|compute|broadcast|collect|idle)\" : [-0-9.E]+",
            "\"(stepSeconds|roundSeconds|localSteps)\" : [-0-9.E]+",
            "[0-9.,]+ samples/s",
            "\\b[0-9.,]+ (s|ms|seconds)\\b");

    private EndToEndDriver() {}

    /** Arguments: the file to write, a folder for the tests, and the names of their classes. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        for (String name : Arrays.asList(args).subList(2, args.length)) {
            run(Class.forName(name), Files.createDirectory(folder.resolve(name)));
        }
        String folders = folder.toString();
        StringBuilder told = new StringBuilder();
        for (Run run : Run.recorded()) {
            String text = run.code() + "\n" + run.out() + run.err();
            for (String varying : VARYING) {
                text = text.replaceAll(varying, "...");
            }
            told.append(text.replace(folders, "FOLDER")).append('\n');
        }
        Files.writeString(Path.of(args[0]), told);
    }

    private static void run(Class<?> tests, Path folder) throws Exception {
        inject(tests, null, folder.resolve("shared"));
        for (Method method : methods(tests, BeforeAll.class)) {
            invoke(method, null);
        }
        for (Method method : methods(tests, Test.class)) {
            Constructor<?> constructor = tests.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object test = constructor.newInstance();
            inject(tests, test, folder.resolve(method.getName()));
            invoke(method, test);
        }
    }

    private static List<Method> methods(Class<?> tests, Class<? extends Annotation> annotation) {
        return Arrays.stream(tests.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(annotation))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    /** Gives the fields of temporary folders their values: those of the class, or those of a test. */
    private static void inject(Class<?> tests, Object test, Path folder) throws Exception {
        for (Field field : tests.getDeclaredFields()) {
            if (field.isAnnotationPresent(TempDir.class) && Modifier.isStatic(field.getModifiers()) == (test == null)) {
                field.setAccessible(true);
                field.set(test, Files.createDirectories(folder));
            }
        }
    }

    private static void invoke(Method method, Object test) throws Exception {
        method.setAccessible(true);
        try {
            method.invoke(test);
        } catch (InvocationTargetException e) {
            throw new AssertionError(method + " failed", e.getCause());
        }
    }
}
