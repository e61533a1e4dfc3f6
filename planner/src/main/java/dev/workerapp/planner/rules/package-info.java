/**
 * The policy, rule by rule: each reads the view and says what is to be done about it, knowing nothing of the others. In
 * the planner's order, with the number of the rule in the design:
 *
 * <ol>
 *   <li>{@link dev.workerapp.planner.rules.AnswerUndo}: a request to undo is answered, once.
 *   <li>{@link dev.workerapp.planner.rules.MarkFailed} (5): a revision that fails by what it did itself is marked.
 *   <li>{@link dev.workerapp.planner.rules.PostponeRecycling} (8): the replacement of a worker that may stay is given up when
 *       it fails, and blames no version.
 *   <li>{@link dev.workerapp.planner.rules.RecordOverLimit} (8): that a worker came over a limit soon is recorded, so that its
 *       slot's workers are not replaced for that for ever.
 *   <li>{@link dev.workerapp.planner.rules.ClearFailed} (5): the mark is removed when the app asks for another revision.
 *   <li>{@link dev.workerapp.planner.rules.RetireDead} (1): a pod that has ended is deleted when its successor is there.
 *   <li>{@link dev.workerapp.planner.rules.RetireLost} (1): a worker that never served is started elsewhere when its node
 *       is lost.
 *   <li>{@link dev.workerapp.planner.rules.ClearSlots} (9): slots that were left empty are filled again when a person asks
 *       for it, or a worker that was tried stays up.
 *   <li>{@link dev.workerapp.planner.rules.StopCrashing} (9): a worker that crashes too often is deleted, and its slot is
 *       marked to stay empty.
 *   <li>{@link dev.workerapp.planner.rules.RetireSurplus} (2, 7): slots that are not wanted are emptied.
 *   <li>{@link dev.workerapp.planner.rules.RetireSuperseded} (6, 7): what nobody wants any more is deleted.
 *   <li>{@link dev.workerapp.planner.rules.RetireDuplicates} (4): a slot keeps the best of several.
 *   <li>{@link dev.workerapp.planner.rules.RetireReplaced} (4, 8): a worker is deleted when its replacement is available.
 *   <li>{@link dev.workerapp.planner.rules.EmptySlots} (4, 8): without overlap the old worker is deleted first.
 *   <li>{@link dev.workerapp.planner.rules.MarkStable} (5): a reload is complete.
 *   <li>{@link dev.workerapp.planner.rules.RecordAvailable} (1, 5): that a worker has recovered is recorded: it ends the
 *       back-off, and tells later crashes from earlier ones.
 *   <li>{@link dev.workerapp.planner.rules.ForgetCrashes} (9): crashes before a stable run are forgotten.
 *   <li>{@link dev.workerapp.planner.rules.FillSlots} (3): empty slots are filled.
 *   <li>{@link dev.workerapp.planner.rules.StartReplacements} (4, 8): replacements start within the budget.
 *   <li>{@link dev.workerapp.planner.rules.AdoptOrphans}: pods without a controller become the app's.
 * </ol>
 */
@NullMarked
package dev.workerapp.planner.rules;

import org.jspecify.annotations.NullMarked;
