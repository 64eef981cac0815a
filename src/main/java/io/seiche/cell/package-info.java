/**
 * One time step of each recurrent cell: the arithmetic that is left once the matrix products are done.
 *
 * <p>A cell is one small class. Its {@link io.seiche.cell.Wiring} states, as data, the products the layer makes and the
 * storage blocks they are added to; {@code forward} turns the pre-activations of one step into the new state, and {@code
 * backward}, beside it, turns the gradient of that state into the gradient of the pre-activations. Blocks and states are
 * {@code n = units * batch} floats, so a cell is a few flat loops. To add one: write the class, add a line to {@link
 * io.seiche.cell.Cells}. {@code FusedSteps} holds the faster forms of LSTM and sLSTM.
 *
 * <p>Letters, here and in {@code network}: x input, h hidden state, c cell state, z r i f o gates; W input kernel, U
 * recurrent kernel, b bias; m inputs, H hidden units, B batch, T steps; dX is the gradient of X; s() the logistic
 * function; * between vectors is element by element. {@code before} is step t-1, {@code after} is step t.
 *
 * <p>Internal.
 */
package io.seiche.cell;
