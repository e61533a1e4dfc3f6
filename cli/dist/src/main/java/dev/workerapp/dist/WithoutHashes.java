package dev.workerapp.dist;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.ModuleHashesAttribute;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Removes from a module-info.class the hashes of the modules that the module was built with. A module that was taken out
 * of a Java runtime and packed anew has the same classes but another hash, and jlink would refuse it.
 */
final class WithoutHashes {

    private WithoutHashes() {}

    /** Changes the file that is named. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        ClassFile format = ClassFile.of();
        byte[] changed = format.transformClass(
                format.parse(file), ClassTransform.dropping(element -> element instanceof ModuleHashesAttribute));
        Files.write(file, changed);
    }
}
