/**
 * Reading and writing of the short texts in configurations, models and messages: the notation {@code name(argument,
 * option=value)} ({@link io.seiche.text.Call}), the options of a name ({@link io.seiche.text.Option}, {@link
 * io.seiche.text.Options}), suggestions for mistyped names ({@link io.seiche.text.Spelling}) and numbers for people to
 * read ({@link io.seiche.text.Numbers}).
 *
 * <p>Plain Java that depends on no other package of Seiche. Internal.
 */
package io.seiche.text;
