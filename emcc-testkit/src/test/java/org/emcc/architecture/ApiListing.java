package org.emcc.architecture;

import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that users can see of a module, as sorted lines of text: a type per paragraph, its members below it.
 *
 * <p>Left out is what says nothing: the methods of {@link Object}, and what a record or an enum has by being one. Members of a
 * supertype that is not public itself count as the type's own, because users can call them.
 */
final class ApiListing {
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private final List<String> lines = new ArrayList<>();
    private int types;

    private ApiListing() {}

    /** The listing of one module as it was built. */
    static ApiListing of(BuiltModule module) {
        ApiListing listing = new ApiListing();
        List<String> body = new ArrayList<>();
        for (String exported : module.exported()) {
            for (String name : module.classNames(exported)) {
                Class<?> type = load(name);
                if (isVisible(type)) {
                    listing.types++;
                    body.add("");
                    body.addAll(describe(type));
                }
            }
        }
        listing.lines.add("module " + module.name());
        listing.lines.add("public types: " + listing.types);
        module.descriptor().requires().stream()
                .filter(requires -> requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
                .map(requires -> "requires transitive " + requires.name())
                .sorted()
                .forEach(listing.lines::add);
        module.exported().forEach(name -> listing.lines.add("exports " + name));
        listing.lines.addAll(body);
        return listing;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** How many public and protected types users can name. */
    int types() {
        return types;
    }

    /** The paragraph of one type. */
    static List<String> describe(Class<?> type) {
        Set<String> members = new TreeSet<>();
        for (Class<?> holder : holders(type)) {
            for (Field field : holder.getDeclaredFields()) {
                if (isVisible(field)) {
                    members.add(fieldLine(field));
                }
            }
            for (Method method : holder.getDeclaredMethods()) {
                if (isVisible(method) && !isImplied(type, method)) {
                    members.add(methodLine(method));
                }
            }
        }
        if (!type.isRecord() && !type.isEnum()) {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (isVisible(constructor)) {
                    members.add(executableLine(constructor, modifiers(constructor) + "new", ""));
                }
            }
        }
        List<String> out = new ArrayList<>();
        out.add(header(type));
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                out.add("  component " + component.getName() + ": " + text(component.getGenericType()));
            }
        }
        members.forEach(member -> out.add("  " + member));
        return out;
    }

    private static String header(Class<?> type) {
        StringBuilder out = new StringBuilder();
        out.append(deprecated(type.isAnnotationPresent(Deprecated.class)));
        out.append(Modifier.isProtected(type.getModifiers()) ? "protected " : "");
        boolean plain = !type.isInterface() && !type.isEnum() && !type.isRecord();
        out.append(plain && Modifier.isAbstract(type.getModifiers()) ? "abstract " : "");
        out.append(plain && Modifier.isFinal(type.getModifiers()) ? "final " : "");
        out.append(type.isSealed() && !type.isEnum() ? "sealed " : "");
        out.append(kind(type)).append(' ').append(type.getTypeName()).append(variables(type.getTypeParameters()));
        Type parent = type.getGenericSuperclass();
        if (plain && parent != null && parent != Object.class) {
            out.append(" extends ").append(text(parent));
        }
        String interfaces = join(type.getGenericInterfaces());
        if (!interfaces.isEmpty() && !type.isAnnotation()) {
            out.append(type.isInterface() ? " extends " : " implements ").append(interfaces);
        }
        if (type.isSealed() && !type.isEnum()) {
            out.append(" permits ")
                    .append(Arrays.stream(type.getPermittedSubclasses())
                            .map(Class::getTypeName)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return out.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "annotation";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private static String fieldLine(Field field) {
        if (field.isEnumConstant()) {
            return deprecated(field.isAnnotationPresent(Deprecated.class)) + "constant " + field.getName();
        }
        return deprecated(field.isAnnotationPresent(Deprecated.class))
                + modifiers(field)
                + field.getName()
                + ": "
                + text(field.getGenericType());
    }

    private static String methodLine(Method method) {
        String kind = method.isDefault() ? "default " : "";
        return executableLine(
                method, modifiers(method) + kind + method.getName(), ": " + text(method.getGenericReturnType()));
    }

    private static String executableLine(Executable unit, String name, String returned) {
        List<String> parameters = Arrays.stream(unit.getGenericParameterTypes())
                .map(ApiListing::text)
                .collect(Collectors.toCollection(ArrayList::new));
        if (unit.isVarArgs()) {
            String last = parameters.remove(parameters.size() - 1);
            parameters.add(last.substring(0, last.length() - 2) + "...");
        }
        String thrown = join(unit.getGenericExceptionTypes());
        return deprecated(unit.isAnnotationPresent(Deprecated.class))
                + name
                + variables(unit.getTypeParameters())
                + "("
                + String.join(", ", parameters)
                + ")"
                + returned
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String deprecated(boolean is) {
        return is ? "@Deprecated " : "";
    }

    private static String modifiers(Member member) {
        int modifiers = member.getModifiers();
        boolean ofInterface = member.getDeclaringClass().isInterface();
        StringBuilder out = new StringBuilder();
        out.append(Modifier.isProtected(modifiers) ? "protected " : "");
        out.append(Modifier.isStatic(modifiers) ? "static " : "");
        out.append(Modifier.isAbstract(modifiers) && !ofInterface ? "abstract " : "");
        boolean finalTells = !Modifier.isFinal(member.getDeclaringClass().getModifiers()) || member instanceof Field;
        out.append(Modifier.isFinal(modifiers) && finalTells ? "final " : "");
        return out.toString();
    }

    private static String variables(TypeVariable<?>[] variables) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables)
                .map(variable -> {
                    String bounds = Arrays.stream(variable.getBounds())
                            .filter(bound -> bound != Object.class)
                            .map(ApiListing::text)
                            .collect(Collectors.joining(" & "));
                    return variable.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
                })
                .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String join(Type[] types) {
        return Arrays.stream(types).map(ApiListing::text).sorted().collect(Collectors.joining(", "));
    }

    /** The name of a type; {@code java.lang} and {@code java.util} are known to everybody and left out. */
    private static String text(Type type) {
        return type.getTypeName().replaceAll("\\bjava\\.(?:lang|util)\\.(?=[A-Z])", "");
    }

    /** The type itself and the supertypes whose members users reach only through it. */
    private static Set<Class<?>> holders(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        found.add(type);
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .filter(Objects::nonNull)
                .filter(parent -> parent.getName().startsWith("org.emcc.") && !isVisible(parent))
                .forEach(parent -> found.addAll(holders(parent)));
        return found;
    }

    private static boolean isImplied(Class<?> type, Method method) {
        if (OF_EVERY_OBJECT.contains(method.getName()) && !Modifier.isStatic(method.getModifiers())) {
            return true;
        }
        if (type.isEnum() && Modifier.isStatic(method.getModifiers())) {
            return method.getName().equals("values") || method.getName().equals("valueOf");
        }
        return type.isRecord()
                && method.getParameterCount() == 0
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getName().equals(method.getName()));
    }

    private static boolean isVisible(Member member) {
        return !member.isSynthetic()
                && (Modifier.isPublic(member.getModifiers())
                        || (Modifier.isProtected(member.getModifiers())
                                && !Modifier.isFinal(member.getDeclaringClass().getModifiers())));
    }

    private static boolean isVisible(Class<?> type) {
        boolean itself = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        Class<?> outer = type.getEnclosingClass();
        return itself && !type.isSynthetic() && !type.isAnonymousClass() && (outer == null || isVisible(outer));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiListing.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " was found in a module but cannot be loaded", e);
        }
    }
}
