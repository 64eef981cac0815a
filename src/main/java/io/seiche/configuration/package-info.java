/**
 * The configuration: one list of keys, the values given for them in a HOCON file, with {@code --set} or from Java, and
 * the records that they become. Every refusal names its key and the place where the key was given.
 */
package io.seiche.configuration;
