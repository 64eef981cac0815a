/**
 * Texts that configurations, models and messages are made of.
 *
 * <ul>
 *   <li>{@link io.seiche.text.Call}: the notation {@code name(argument, option=value)} and its only parser; {@link
 *       io.seiche.text.Option} and {@link io.seiche.text.Options} check what is written in it, a {@link
 *       io.seiche.text.Registry} makes things of it
 *   <li>{@link io.seiche.text.Words}: words of enums and other named things, read in any case
 *   <li>{@link io.seiche.text.Spelling}: the suggestion for a mistyped name
 *   <li>{@link io.seiche.text.StrictJson}: reading of JSON without leniency; {@link io.seiche.text.JsonFields} reads an
 *       object field by field
 *   <li>{@link io.seiche.text.Numbers}, {@link io.seiche.text.Reason}: numbers and failures in messages
 *   <li>{@link io.seiche.text.Refusal}: a value that is not allowed, with the configuration keys it belongs to
 * </ul>
 *
 * <p>Plain Java that depends on no other package of Seiche. Internal.
 */
package io.seiche.text;
