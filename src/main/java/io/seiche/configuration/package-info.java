/**
 * The configuration: one list of keys, the values given for them in a HOCON file, with {@code --set} or from Java, and
 * the records that they become. Every refusal names its key and the place where the key was given.
 *
 * <p>To add a key: a constant of {@link io.seiche.configuration.Keys}, which the method at the end of its block hands to
 * the block's record, and a component of that record, whose constructor checks the value.
 */
package io.seiche.configuration;
