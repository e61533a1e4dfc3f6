package dev.workerapp.worker.diagnosis;

import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;

/** The parts of the JDK that are in the worker's Java runtime; an image may have been linked without them. */
final class Modules {
    private Modules() {}

    static boolean has(String module) {
        return ModuleLayer.boot().findModule(module).isPresent();
    }

    /** @throws CallException where the module is missing */
    static void need(String module) throws CallException {
        if (!has(module)) {
            throw new CallException(
                    Reason.UNSUPPORTED,
                    "This needs the module " + module + ", which the Java runtime of this worker does not have.");
        }
    }
}
