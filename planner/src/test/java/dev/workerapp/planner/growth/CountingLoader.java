package dev.workerapp.planner.growth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Objects;

/**
 * Loads the planner, and the apps that are planned for, anew, so that each call of a method of theirs is counted: lambdas
 * and the accessors of records, too, so that whatever looks at each worker for each worker shows.
 */
final class CountingLoader extends ClassLoader {
    private static final String COUNTED = "dev.workerapp.planner.";
    private static final ClassDesc CALLS = ClassDesc.of(Calls.class.getName());

    CountingLoader() {
        super(CountingLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(COUNTED) || name.equals(Calls.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            ClassFile files = ClassFile.of();
            byte[] counted = files.transformClass(
                    files.parse(Objects.requireNonNull(in, name).readAllBytes()),
                    ClassTransform.transformingMethodBodies(new CountsCalls()));
            return defineClass(name, counted, 0, counted.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class CountsCalls implements CodeTransform {
        @Override
        public void atStart(CodeBuilder code) {
            code.invokestatic(CALLS, "count", ConstantDescs.MTD_void);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
