package org.emcc.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A module of the SDK as it was built, found on the class path by its descriptor, be it a jar or a folder. */
record BuiltModule(ModuleDescriptor descriptor, Location location) {
    private static final String DESCRIPTOR = "module-info.class";

    /** Importing takes seconds, so all rules look at one import. */
    private static final class Cache {
        private static final List<BuiltModule> MODULES = find();
        private static final JavaClasses CLASSES = new ClassFileImporter()
                .importLocations(MODULES.stream().map(BuiltModule::location).toList());
    }

    /** The modules, by name. */
    static List<BuiltModule> all() {
        return Cache.MODULES;
    }

    /** The classes of all modules, and nothing of their tests. */
    static JavaClasses classes() {
        return Cache.CLASSES;
    }

    String name() {
        return descriptor.name();
    }

    /** The packages that every user sees. */
    Set<String> exported() {
        Set<String> names = new TreeSet<>();
        for (ModuleDescriptor.Exports exports : descriptor.exports()) {
            if (!exports.isQualified()) {
                names.add(exports.source());
            }
        }
        return names;
    }

    /** The names of the classes in one package, nested ones too. */
    List<String> classNames(String inPackage) {
        return classes().stream()
                .filter(type -> type.getPackageName().equals(inPackage))
                .map(type -> type.getName())
                .sorted()
                .toList();
    }

    private static List<BuiltModule> find() {
        List<BuiltModule> found = new ArrayList<>();
        try {
            ClassLoader loader = BuiltModule.class.getClassLoader();
            for (URL url : Collections.list(loader.getResources(DESCRIPTOR))) {
                try (InputStream in = url.openStream()) {
                    ModuleDescriptor descriptor = ModuleDescriptor.read(in);
                    if (descriptor.name().startsWith("org.emcc.")) {
                        found.add(new BuiltModule(descriptor, Location.of(root(url))));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the class path must be readable", e);
        }
        found.sort(Comparator.comparing(BuiltModule::name));
        return List.copyOf(found);
    }

    private static URL root(URL descriptor) throws MalformedURLException {
        String text = descriptor.toString();
        return new URL(text.substring(0, text.length() - DESCRIPTOR.length()));
    }
}
