package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Table, models and report on an HDFS that Kerberos guards, by a run that outlives its ticket. It keeps a checkpoint only
 * every so many seconds, and an idle connection is closed at once: each checkpoint asks for a ticket that is good.
 */
class KerberosIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Duration TICKET = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private MiniKdc kdc;
    private MiniDFSCluster hdfs;
    private Path keytab;

    @BeforeEach
    void aGuardedFileSystem() throws Exception {
        Properties times = MiniKdc.createConf();
        times.setProperty(MiniKdc.MAX_TICKET_LIFETIME, "" + TICKET.toSeconds()); // seconds, whatever its default says
        times.setProperty(MiniKdc.MIN_TICKET_LIFETIME, "1");
        kdc = new MiniKdc(times, folder.toFile());
        kdc.start();
        Path services = folder.resolve("services.keytab");
        keytab = folder.resolve("seiche.keytab");
        kdc.createPrincipal(services.toFile(), "hdfs/localhost", "HTTP/localhost");
        kdc.createPrincipal(keytab.toFile(), "seiche");
        System.setProperty("java.security.krb5.conf", kdc.getKrb5conf().toString());

        Configuration conf = guarded(services);
        UserGroupInformation.setConfiguration(conf);
        UserGroupInformation.loginUserFromKeytab("hdfs/localhost@" + kdc.getRealm(), services.toString());
        hdfs = new MiniDFSCluster.Builder(conf, folder.resolve("hdfs").toFile())
                .numDataNodes(1)
                .build();
        FileSystem files = hdfs.getFileSystem();
        org.apache.hadoop.fs.Path home = new org.apache.hadoop.fs.Path("/user/seiche");
        files.mkdirs(home);
        files.setOwner(home, "seiche", "seiche");
        files.setPermission(home, new FsPermission((short) 0700));
        org.apache.hadoop.fs.Path table = new org.apache.hadoop.fs.Path(home, "sp500.csv");
        files.copyFromLocalFile(
                new org.apache.hadoop.fs.Path(PROJECT.resolve("data/sp500.csv").toUri()), table);
        files.setOwner(table, "seiche", "seiche");

        Configuration client = new Configuration(conf);
        client.set("fs.defaultFS", hdfs.getURI().toString());
        client.set("ipc.client.connection.maxidletime", "500");
        Path site = Files.createDirectory(folder.resolve("hadoop")).resolve("core-site.xml");
        try (OutputStream out = Files.newOutputStream(site)) {
            client.writeXml(out);
        }
    }

    private Configuration guarded(Path services) {
        Configuration conf = new Configuration();
        conf.set("hadoop.security.authentication", "kerberos");
        conf.set("hadoop.kerberos.min.seconds.before.relogin", "1");
        for (String daemon : List.of("namenode", "datanode")) {
            conf.set("dfs." + daemon + ".kerberos.principal", "hdfs/localhost@" + kdc.getRealm());
            conf.set("dfs." + daemon + ".keytab.file", services.toString());
        }
        conf.set("dfs.web.authentication.kerberos.principal", "HTTP/localhost@" + kdc.getRealm());
        conf.set("dfs.web.authentication.kerberos.keytab", services.toString());
        conf.setBoolean("dfs.block.access.token.enable", true);
        conf.set("dfs.data.transfer.protection", "authentication");
        conf.setBoolean("ignore.secure.ports.for.testing", true); // a data node of ours has no port below 1024
        return conf;
    }

    @AfterEach
    void open() {
        if (hdfs != null) {
            hdfs.shutdown();
        }
        if (kdc != null) {
            kdc.stop();
        }
        System.clearProperty("java.security.krb5.conf");
        UserGroupInformation.setConfiguration(new Configuration(false));
    }

    @Test
    void aRunThatOutlivesItsTicketTrainsAndPublishes() throws IOException, InterruptedException {
        Path json = folder.resolve("out.json");
        Process run = train(json, "--principal", "seiche@" + kdc.getRealm(), "--keytab", keytab.toString());
        assertEquals(0, end(run), log());
        assertFalse(log().contains("no checkpoint"), log());
        JsonNode told = new ObjectMapper().readTree(json.toFile());
        assertTrue(told.at("/training/seconds").asDouble() > 1.5 * TICKET.toSeconds(), told.toString());
        String path = told.at("/model/path").asText();
        assertTrue(path.startsWith(hdfs.getURI() + "/user/seiche/models/sp500/data/"), path);
        assertTrue(hdfs.getFileSystem().exists(new org.apache.hadoop.fs.Path(path, "manifest.json")));
    }

    @Test
    void aRunWhoseKeytabIsGoneWhenItsTicketEndsPublishesNothing() throws IOException, InterruptedException {
        Path json = folder.resolve("out.json");
        Process run = train(json, "--principal", "seiche@" + kdc.getRealm(), "--keytab", keytab.toString());
        while (!log().contains("epoch 1/") && run.isAlive()) {
            Thread.sleep(100);
        }
        Files.delete(keytab);
        assertEquals(ExitCode.STORAGE.number(), end(run), log());
        assertTrue(log().contains("no checkpoint"), log());
        assertTrue(log().contains("Login failure for user: seiche@"), log());
        assertFalse(Files.exists(json));
    }

    @Test
    void aRunWithoutATicketEndsWithOneSentence() throws IOException, InterruptedException {
        assertEquals(ExitCode.STORAGE.number(), end(train(folder.resolve("none.json"))), log());
        assertTrue(log().contains("Client cannot authenticate via:[TOKEN, KERBEROS]"), log());
    }

    @Test
    void aTicketLivesAsShortAsTheRunsAreHeldTo() throws LoginException {
        AppConfigurationEntry keytabLogin = new AppConfigurationEntry(
                "com.sun.security.auth.module.Krb5LoginModule",
                AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                Map.of(
                        "useKeyTab",
                        "true",
                        "keyTab",
                        keytab.toString(),
                        "principal",
                        "seiche@" + kdc.getRealm(),
                        "storeKey",
                        "true"));
        LoginContext login = new LoginContext("seiche", null, null, new javax.security.auth.login.Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {keytabLogin};
            }
        });
        login.login();
        KerberosTicket ticket = login.getSubject()
                .getPrivateCredentials(KerberosTicket.class)
                .iterator()
                .next();
        assertEquals(
                TICKET,
                Duration.between(
                        ticket.getStartTime().toInstant(), ticket.getEndTime().toInstant()));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private Process train(Path json, String... login) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                PROJECT.resolve("submit-scripts/seiche").toString(),
                "train",
                "--conf",
                PROJECT.resolve("conf/sp500.conf").toUri().toString())); // no scheme: HDFS is the default here
        for (String set : List.of(
                "input.path=/user/seiche/sp500.csv",
                "store.path=/user/seiche/models",
                "report.path=/user/seiche/sp500.html",
                "training.epochs=60",
                "training.checkpointEvery=60",
                "network.layers=lstm(50), dense(1)")) {
            command.addAll(List.of("--set", set));
        }
        command.addAll(List.of("--json", json.toUri().toString(), "--master", "local[1]"));
        if (login.length > 0) {
            command.add("--spark");
            command.addAll(List.of(login));
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(PROJECT.toFile());
        builder.environment().remove("SPARK_HOME");
        builder.environment().put("HADOOP_CONF_DIR", folder.resolve("hadoop").toString());
        builder.environment().put("KRB5CCNAME", folder.resolve("no-tickets").toString());
        builder.environment().put("SEICHE_OPTS", "-Djava.security.krb5.conf=" + kdc.getKrb5conf());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static int end(Process run) throws InterruptedException {
        assertTrue(run.waitFor(15, TimeUnit.MINUTES), "still running");
        return run.exitValue();
    }
}
