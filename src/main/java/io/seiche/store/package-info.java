/**
 * The model store: numbered versions and aliases in a directory of any file system with an atomic create (local disks,
 * HDFS, S3).
 *
 * <p>It is built on one primitive, {@link io.seiche.store.StoreFiles#putIfAbsent}: a file is created atomically, and of
 * several writers of the same path one succeeds. Each model name has one log:
 *
 * <pre>
 * ROOT/NAME/data/RUN/                      an immutable model directory, with manifest.json
 *           log/00000000000000000012.json  publish, alias, retire: dense, append-only, each holding the hash of the last
 *           _tmp/                          temporary files; never read
 * </pre>
 *
 * <p>A model is published by writing its directory, then its manifest (length and SHA-256 of every file), then the log
 * entry that holds the manifest's SHA-256. After a crash before the entry, an orphaned directory remains that no reader
 * finds; after the entry, the version is complete. There is no state in between, no lock and no server.
 *
 * <p>{@link io.seiche.store.Store} publishes and reads, {@link io.seiche.store.Aliases} manages aliases, {@code
 * Retention} clears out; {@code LogSnapshot} is what a log adds up to. {@code LocalFiles} and {@code HadoopFiles} with
 * its {@code AtomicCreate} are the primitive.
 *
 * <p>This package is internal.
 */
package io.seiche.store;
