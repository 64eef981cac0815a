/**
 * One time step of each recurrent cell: the arithmetic that follows the matrix products.
 *
 * <p>A cell is one small class. Its {@link io.seiche.cell.Wiring} declares the products that the layer computes and the
 * storage blocks they are added to; {@code forward} computes the new state from the pre-activations of one step, and {@code
 * backward} computes the gradient of the pre-activations from the gradient of that state. Blocks and states are {@code n =
 * units * batch} floats, so a cell is a few flat loops. To add a cell, write its class and add an entry to {@link
 * io.seiche.cell.Cells}. {@code FusedSteps} holds faster forms of LSTM and sLSTM.
 *
 * <p>Letters, here and in {@code network}: x input, h hidden state, c cell state, z r i f o gates; W input kernel, U
 * recurrent kernel, b bias; m inputs, H hidden units, B batch, T steps; dX is the gradient of X; s() the logistic
 * function; * between vectors is element by element. {@code before} is step t-1, {@code after} is step t.
 *
 * <p>Internal.
 */
package io.seiche.cell;
