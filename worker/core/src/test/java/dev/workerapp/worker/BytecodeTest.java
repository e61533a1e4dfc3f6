package dev.workerapp.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class BytecodeTest {
    private static final int JAVA_17 = 61;

    @Test
    void everyClassOfTheJarRunsOnJava17() throws IOException {
        try (var jar = new JarFile(System.getProperty("worker.jar"))) {
            List<JarEntry> classes = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();

            assertThat(classes).hasSizeGreaterThan(20);
            for (var entry : classes) {
                assertThat(majorVersion(jar, entry)).as(entry.getName()).isEqualTo(JAVA_17);
            }
        }
    }

    @Test
    void theJarIsAnAgentAndRewritesNothing() throws IOException {
        try (var jar = new JarFile(System.getProperty("worker.jar"))) {
            var manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Premain-Class")).isEqualTo("dev.workerapp.worker.agent.Agent");
            assertThat(manifest.getValue("Can-Redefine-Classes")).isNull();
            assertThat(manifest.getValue("Can-Retransform-Classes")).isNull();
        }
    }

    private static int majorVersion(JarFile jar, JarEntry entry) throws IOException {
        try (var in = new DataInputStream(jar.getInputStream(entry))) {
            in.skipNBytes(6);
            return in.readUnsignedShort();
        }
    }
}
