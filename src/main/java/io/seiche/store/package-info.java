/**
 * Where models live: numbered versions and aliases in a directory of any Hadoop file system that can give a file to
 * exactly one of two writers (local disks, HDFS, S3).
 *
 * <p>Everything rests on one primitive, {@link io.seiche.store.StoreFiles#putIfAbsent}: a file appears whole, and of
 * several writers of the same path one wins. On it stands one log a model name:
 *
 * <pre>
 * ROOT/NAME/data/RUN/                      a model directory that nobody changes any more, with manifest.json
 *           log/00000000000000000012.json  publish, alias, retire: dense, append-only, each holding the hash of the last
 *           _tmp/                          half-written files; nobody reads them
 * </pre>
 *
 * <p>A model is published by writing its directory, then its manifest (length and SHA-256 of every file), then the log
 * entry that names the manifest's own SHA-256. A crash before the entry leaves an orphan directory no reader sees; after
 * it, the version is there. There is no third state, no lock and no server.
 *
 * <p>{@link io.seiche.store.Store} publishes and reads, {@link io.seiche.store.Aliases} says what readers are given, {@code
 * Retention} clears out; {@code LogSnapshot} is what a log adds up to. {@code LocalFiles} and {@code HadoopFiles} with its
 * {@code AtomicCreate} are the primitive.
 */
package io.seiche.store;
