/**
 * Former names of the stages in {@link io.seiche.ml}, deprecated. The metadata of a saved Pipeline or PipelineModel names the
 * class of each stage, and Spark calls its {@code read()}; programs and files of Seiche 0.1 name the classes of this package.
 */
package io.seiche.forecast;
