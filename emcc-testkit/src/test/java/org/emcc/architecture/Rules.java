package org.emcc.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The house rules on structure. Each takes the root package that it is about, so that the same rule can be shown classes which
 * break it; see {@link RulesBiteTest}.
 */
final class Rules {
    /** The packages of the core from top to bottom. Below them all are the root package and {@code internal}. */
    static final List<String> CORE_FROM_TOP = List.of(
            "audit",
            "axl",
            "em.http",
            "em",
            "login",
            "store.jdbc",
            "store",
            "gateway",
            "session",
            "directory",
            "snapshot",
            "configuration",
            "user",
            "device",
            "geolocation",
            "id");

    /** Which module may know which others. */
    static final Map<String, Set<String>> MODULE_ARROWS = Map.of(
            "core", Set.of(),
            "certs", Set.of("core"),
            "tftp", Set.of("core"),
            "sip", Set.of("core"),
            "testkit", Set.of("core", "certs", "tftp", "sip"));

    private static final List<String> BANNED_SUFFIXES =
            List.of("Manager", "Helper", "Util", "Utils", "Impl", "Info", "Data");

    /** Types of the JDK and of our dependencies whose values never change, or which are made to be shared. */
    private static final Set<String> CONSTANT_TYPES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Class",
            "java.lang.Double",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Runnable",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.StackWalker",
            "java.lang.invoke.MethodHandle",
            "java.lang.invoke.VarHandle",
            "java.lang.ref.Cleaner",
            "java.net.URI",
            "java.nio.charset.Charset",
            "java.util.Base64$Decoder",
            "java.util.Base64$Encoder",
            "java.util.Comparator",
            "java.util.HexFormat",
            "java.util.Locale",
            "java.util.Optional",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.UUID",
            "java.util.regex.Pattern",
            "javax.xml.namespace.QName",
            "com.ctc.wstx.stax.WstxInputFactory", // set up once; ours keeps nothing of what it reads
            "jakarta.xml.bind.JAXBContext",
            "org.bouncycastle.asn1.ASN1ObjectIdentifier",
            "org.slf4j.Logger");

    private static final Set<String> CONSTANT_PACKAGES =
            Set.of("java.math", "java.time", "java.time.format", "java.util.function");

    /** Interfaces that say nothing about mutability; what stands behind a constant of them is looked at. */
    private static final Set<String> COLLECTIONS = Set.of(
            "java.util.Collection",
            "java.util.List",
            "java.util.Map",
            "java.util.NavigableMap",
            "java.util.NavigableSet",
            "java.util.Set",
            "java.util.SortedMap",
            "java.util.SortedSet");

    /** Public itself, and so is what it lies in; a type nested in an interface is public without having said so. */
    private static final DescribedPredicate<JavaClass> USERS_CAN_NAME =
            DescribedPredicate.describe("users can name", Rules::isVisible);

    private Rules() {}

    // ---- packages and modules

    static ArchRule coreArrowsPointDown(String core) {
        return classes()
                .that()
                .resideInAPackage(core + "..")
                .should(condition("know only packages below their own: " + CORE_FROM_TOP, (type, report) -> {
                    int from = rank(core, type.getPackageName());
                    if (from < 0) {
                        report.accept(type.getName() + " is in a package without a place: give " + type.getPackageName()
                                + " one in Rules.CORE_FROM_TOP and in the design");
                        return;
                    }
                    for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
                        String target = packageOf(arrow.getTargetClass());
                        if (target.equals(type.getPackageName()) || !isBelow(core, target)) {
                            continue;
                        }
                        int to = rank(core, target);
                        boolean bothAtTheBottom = from == CORE_FROM_TOP.size() && to == from;
                        if (to >= 0 && to <= from && !bothAtTheBottom) {
                            report.accept("up: " + arrow.getDescription());
                        }
                    }
                }))
                .allowEmptyShould(true);
    }

    static ArchRule packagesOfAModuleHaveNoCycle(String module) {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return isBelow(module, type.getPackageName())
                                ? SliceIdentifier.of(type.getPackageName())
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages of " + module;
                    }
                })
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    static ArchRule modulesKnowOnlyWhatTheyMay(String root) {
        return classes().should(condition("know only the modules that " + MODULE_ARROWS + " names", (type, report) -> {
            String from = moduleOf(root, type.getPackageName());
            if (!MODULE_ARROWS.containsKey(from)) {
                report.accept(type.getName() + " is in no module of the SDK");
                return;
            }
            for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
                String target = packageOf(arrow.getTargetClass());
                String to = moduleOf(root, target);
                if (isBelow(root, target)
                        && !to.equals(from)
                        && !MODULE_ARROWS.get(from).contains(to)) {
                    report.accept(from + " knows " + to + ": " + arrow.getDescription());
                }
            }
        }));
    }

    static ArchRule internalsStayInTheirModule(String root) {
        return classes()
                .should(condition(
                        "not know the internal packages of another module, the core's excepted", (type, report) -> {
                            String from = moduleOf(root, type.getPackageName());
                            for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
                                String target = packageOf(arrow.getTargetClass());
                                if (isBelow(root, target)
                                        && isInternal(target)
                                        && !moduleOf(root, target).equals(from)
                                        && !isBelow(root + ".core.internal", target)) {
                                    report.accept(arrow.getDescription());
                                }
                            }
                        }));
    }

    static ArchRule packagesAreAtMostTwoDeep(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(condition("lie at most two packages below their module's root", (type, report) -> {
                    String belowRoot = type.getPackageName().substring(root.length());
                    if (belowRoot.chars().filter(c -> c == '.').count() > 3) {
                        report.accept(type.getName() + " lies deeper");
                    }
                }));
    }

    static ArchRule packagesAreNullMarked(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(condition("lie in a package marked @NullMarked in its package-info", (type, report) -> {
                    boolean marked = type.getPackage()
                            .tryGetPackageInfo()
                            .map(info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                            .orElse(false);
                    if (!marked) {
                        report.accept(type.getName() + " lies in an unmarked package");
                    }
                }))
                .allowEmptyShould(true);
    }

    // ---- what no class does

    static ArchRule printsNothing(String root) {
        Predicate<JavaClass> program = type -> {
            JavaClass outer = outermost(type);
            return isBelow(root + ".testkit.lab", outer.getPackageName())
                    && outer.tryGetMethod("main", String[].class).isPresent();
        };
        return doNot(
                "print, unless they are the program of the lab",
                program,
                "java.lang.System.out",
                "java.lang.System.err",
                "java.lang.Throwable.printStackTrace()");
    }

    static ArchRule changesNothingOfTheMachine() {
        return doNot(
                "change what all code of the virtual machine shares",
                type -> false,
                "java.security.Security.addProvider",
                "java.security.Security.insertProviderAt",
                "java.security.Security.removeProvider",
                "java.security.Security.setProperty",
                "java.lang.System.setProperty",
                "java.lang.System.setProperties",
                "java.lang.System.clearProperty",
                "java.lang.System.setOut",
                "java.lang.System.setErr",
                "java.lang.Runtime.addShutdownHook",
                "java.lang.Thread.setDefaultUncaughtExceptionHandler",
                "java.net.Authenticator.setDefault",
                "java.net.CookieHandler.setDefault",
                "java.net.ProxySelector.setDefault",
                "java.net.URL.setURLStreamHandlerFactory",
                "java.util.Locale.setDefault",
                "java.util.TimeZone.setDefault",
                "javax.net.ssl.HttpsURLConnection.setDefaultHostnameVerifier",
                "javax.net.ssl.HttpsURLConnection.setDefaultSSLSocketFactory",
                "javax.net.ssl.SSLContext.setDefault");
    }

    static ArchRule takesTimeIdsAndChanceFromOutside(Set<String> except) {
        return doNot(
                "ask the machine for the time, for an id or for a random number, nor sleep",
                type -> except.contains(outermost(type).getName()),
                "java.lang.System.currentTimeMillis",
                "java.lang.System.nanoTime",
                "java.lang.Thread.sleep",
                "java.util.concurrent.TimeUnit.sleep",
                "java.lang.Math.random",
                "java.time.Instant.now()",
                "java.time.LocalDate.now()",
                "java.time.LocalDateTime.now()",
                "java.time.LocalTime.now()",
                "java.time.OffsetDateTime.now()",
                "java.time.ZonedDateTime.now()",
                "java.util.Date.<init>()",
                "java.util.Random.<init>()",
                "java.util.SplittableRandom.<init>()",
                "java.util.UUID.randomUUID",
                "java.util.concurrent.ThreadLocalRandom.current");
    }

    static ArchRule keepsNoStaticState(String root) {
        return fields().that()
                .areStatic()
                .should(
                        new ArchCondition<JavaField>(
                                "be final and of a type that does not change (arrays private; collections unmodifiable)") {
                            @Override
                            public void check(JavaField field, ConditionEvents events) {
                                complaint(root, field)
                                        .ifPresent(why -> events.add(violated(field, field.getFullName() + " " + why)));
                            }
                        })
                .allowEmptyShould(true);
    }

    private static Optional<String> complaint(String root, JavaField field) {
        if (field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
            return Optional.empty();
        }
        if (!field.getModifiers().contains(JavaModifier.FINAL)) {
            return Optional.of("is not final");
        }
        JavaClass type = field.getRawType();
        if (type.isArray()) {
            return field.getModifiers().contains(JavaModifier.PRIVATE)
                    ? Optional.empty()
                    : Optional.of("is an array that others can write to");
        }
        if (COLLECTIONS.contains(type.getName())) {
            String behind = behind(field);
            return behind.startsWith("java.util.ImmutableCollections") || behind.startsWith("java.util.Collections$")
                    ? Optional.empty()
                    : Optional.of("holds a modifiable " + behind);
        }
        return isConstant(root, type)
                ? Optional.empty()
                : Optional.of(
                        "has the type " + type.getName() + ", of which Rules does not know that it never changes");
    }

    private static boolean isConstant(String root, JavaClass type) {
        if (type.isPrimitive()
                || type.isEnum()
                || type.isRecord()
                || CONSTANT_TYPES.contains(type.getName())
                || CONSTANT_PACKAGES.contains(type.getPackageName())) {
            return true;
        }
        if (!isBelow(root, type.getPackageName())) {
            return false;
        }
        if (type.isInterface()) {
            return type.reflect().isSealed()
                    && type.getAllSubclasses().stream()
                            .allMatch(sub -> sub.isInterface() || sub.isRecord() || sub.isEnum());
        }
        return type.getModifiers().contains(JavaModifier.FINAL)
                && type.getAllFields().stream()
                        .allMatch(part -> part.getModifiers().contains(JavaModifier.STATIC)
                                || part.getModifiers().contains(JavaModifier.FINAL));
    }

    private static String behind(JavaField field) {
        try {
            java.lang.reflect.Field constant = field.reflect();
            constant.setAccessible(true);
            Object value = constant.get(null);
            return value == null ? "null" : value.getClass().getName();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field.getFullName(), e);
        }
    }

    // ---- what users see

    static ArchRule publicNamesSayWhatTheyAre() {
        return classes()
                .that(USERS_CAN_NAME)
                .should(condition(
                        "not end in one of " + BANNED_SUFFIXES,
                        (type, report) -> BANNED_SUFFIXES.stream()
                                // The bare word may be the name that a document gives to one of a family.
                                .filter(suffix -> type.getSimpleName().endsWith(suffix)
                                        && !type.getSimpleName().equals(suffix))
                                .forEach(suffix -> report.accept(type.getName() + " ends in " + suffix))))
                .allowEmptyShould(true);
    }

    static ArchRule publicTypesAreClosed(String root, Set<String> exported) {
        return classes()
                .that(USERS_CAN_NAME)
                .should(condition(
                        "be final, records, enums, interfaces, sealed, abstract exceptions or abstract contract tests",
                        (type, report) -> {
                            boolean isAbstract = type.getModifiers().contains(JavaModifier.ABSTRACT);
                            boolean meantForExtension = isAbstract
                                    && (type.isAssignableTo(Throwable.class)
                                            || isBelow(root + ".testkit.contract", type.getPackageName()));
                            if (exported.contains(type.getPackageName())
                                    && !type.isInterface()
                                    && !type.isEnum()
                                    && !type.getModifiers().contains(JavaModifier.FINAL)
                                    && !type.reflect().isSealed()
                                    && !meantForExtension) {
                                report.accept(type.getName() + " is open");
                            }
                        }))
                .allowEmptyShould(true);
    }

    static ArchRule exceptionsHaveOneRoot(Set<String> exported, String rootException) {
        return classes()
                .that()
                .areAssignableTo(Throwable.class)
                .and(USERS_CAN_NAME)
                .should(condition("be " + rootException + " or extend it", (type, report) -> {
                    if (exported.contains(type.getPackageName()) && !type.isAssignableTo(rootException)) {
                        report.accept(type.getName() + " does not");
                    }
                }))
                .allowEmptyShould(true);
    }

    /** One exception per module, and one for each port that can be unavailable; more than that are outcomes in disguise. */
    static ArchRule exceptionsAreFew(String root, Set<String> exported, String rootException) {
        return classes()
                .that()
                .areAssignableTo(rootException)
                .and(USERS_CAN_NAME)
                .should(new ArchCondition<>("be one in their package, and two in a module other than the core") {
                    private final Map<String, Set<String>> seen = new TreeMap<>();

                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        String name = type.getPackageName();
                        if (exported.contains(name) && !type.getModifiers().contains(JavaModifier.ABSTRACT)) {
                            seen.computeIfAbsent(name, key -> new TreeSet<>()).add(type.getName());
                            String module = moduleOf(root, name);
                            if (!module.equals("core")) {
                                seen.computeIfAbsent(root + "." + module + " (module)", key -> new TreeSet<>())
                                        .add(type.getName());
                            }
                        }
                    }

                    @Override
                    public void finish(ConditionEvents events) {
                        seen.forEach((where, types) -> {
                            if (types.size() > (where.endsWith(" (module)") ? 2 : 1)) {
                                events.add(violated(types, where + " has " + types));
                            }
                        });
                    }
                })
                .allowEmptyShould(true);
    }

    static ArchRule optionalIsOnlyReturned() {
        return classes()
                .should(condition("have no field and no visible parameter of type Optional", (type, report) -> {
                    for (JavaField field : type.getFields()) {
                        if (isOptional(field.getRawType())) {
                            report.accept(field.getFullName() + " is a field");
                        }
                    }
                    for (JavaCodeUnit unit : type.getCodeUnits()) {
                        boolean visible = unit.getModifiers().contains(JavaModifier.PUBLIC)
                                || unit.getModifiers().contains(JavaModifier.PROTECTED);
                        if (visible && isVisible(type)) {
                            unit.getRawParameterTypes().stream()
                                    .filter(Rules::isOptional)
                                    .forEach(parameter -> report.accept(unit.getFullName() + " takes one"));
                        }
                    }
                }))
                .allowEmptyShould(true);
    }

    static ArchRule signaturesThrowNothingChecked(Set<String> exported) {
        return classes()
                .that(USERS_CAN_NAME)
                .should(condition(
                        "declare no checked exception but IOException and InterruptedException", (type, report) -> {
                            if (!exported.contains(type.getPackageName())) {
                                return;
                            }
                            for (JavaCodeUnit unit : type.getCodeUnits()) {
                                boolean visible = unit.getModifiers().contains(JavaModifier.PUBLIC)
                                        || unit.getModifiers().contains(JavaModifier.PROTECTED);
                                unit.getExceptionTypes().stream()
                                        .filter(thrown -> visible && isCheckedByUs(thrown))
                                        .forEach(thrown ->
                                                report.accept(unit.getFullName() + " throws " + thrown.getName()));
                            }
                        }))
                .allowEmptyShould(true);
    }

    /** Java 17 switches over no sealed family, so a family has a Kind for its switches; the two stay in step. */
    static ArchRule kindsMatchTheirFamily() {
        return classes()
                .that()
                .areInterfaces()
                .should(condition("have a constant of their Kind for each permitted type", (type, report) -> {
                    Class<?> family = type.reflect();
                    Optional<Class<?>> kind = Arrays.stream(family.getDeclaredClasses())
                            .filter(nested ->
                                    nested.isEnum() && nested.getSimpleName().equals("Kind"))
                            .findFirst();
                    if (!family.isSealed() || kind.isEmpty()) {
                        return;
                    }
                    Set<String> constants = Arrays.stream(kind.get().getEnumConstants())
                            .map(constant -> plain(((Enum<?>) constant).name()))
                            .collect(Collectors.toCollection(TreeSet::new));
                    Set<String> members = new TreeSet<>();
                    leaves(family, leaf -> members.add(plain(leaf.getSimpleName())));
                    if (constants.size() != members.size()
                            || !constants.stream()
                                    .allMatch(constant -> members.stream()
                                            .anyMatch(member ->
                                                    member.startsWith(constant) || member.endsWith(constant)))) {
                        report.accept(type.getName() + " permits " + members + " but its Kind has " + constants);
                    }
                }))
                .allowEmptyShould(true);
    }

    // ---- tools

    private static ArchRule doNot(String what, Predicate<JavaClass> except, String... targets) {
        return classes()
                .should(condition("not " + what, (type, report) -> {
                    if (except.test(type)) {
                        return;
                    }
                    for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                        for (String target : targets) {
                            if (isOn(target, access)) {
                                report.accept(access.getDescription());
                            }
                        }
                    }
                }))
                .allowEmptyShould(true);
    }

    /** {@code target} is a member with its owner; with parentheses, the one overload without parameters. */
    private static boolean isOn(String target, JavaAccess<?> access) {
        boolean bare = target.endsWith("()");
        String member = bare ? target.substring(0, target.length() - 2) : target;
        int dot = member.lastIndexOf('.');
        String owner = member.substring(0, dot);
        if (!access.getTarget().getName().equals(member.substring(dot + 1))) {
            return false;
        }
        JavaClass actual = access.getTargetOwner();
        boolean constructor = access.getTarget().getName().equals(JavaConstructor.CONSTRUCTOR_NAME);
        if (constructor ? !actual.getName().equals(owner) : !actual.isAssignableTo(owner)) {
            return false;
        }
        if (bare && access.getTarget() instanceof CodeUnitAccessTarget unit) {
            return unit.getRawParameterTypes().isEmpty();
        }
        return !bare;
    }

    private static ArchCondition<JavaClass> condition(String what, BiConsumer<JavaClass, Consumer<String>> check) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, message -> events.add(violated(type, message)));
            }
        };
    }

    /** The place in the core's order, its length for what is below all, or -1 for a package without a place. */
    private static int rank(String core, String name) {
        if (name.equals(core) || isBelow(core + ".internal", name)) {
            return CORE_FROM_TOP.size();
        }
        return CORE_FROM_TOP.indexOf(name.substring(core.length() + 1));
    }

    private static String moduleOf(String root, String name) {
        if (!name.startsWith(root + ".")) {
            return "";
        }
        String below = name.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static String packageOf(JavaClass type) {
        return type.getBaseComponentType().getPackageName();
    }

    static boolean isBelow(String root, String name) {
        return name.equals(root) || name.startsWith(root + ".");
    }

    static boolean isInternal(String name) {
        return Arrays.asList(name.split("\\.", -1)).contains("internal");
    }

    private static boolean isVisible(JavaClass type) {
        boolean itself = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return itself && type.getEnclosingClass().map(Rules::isVisible).orElse(true);
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass at = type;
        while (at.getEnclosingClass().isPresent()) {
            at = at.getEnclosingClass().get();
        }
        return at;
    }

    private static boolean isOptional(JavaClass type) {
        return type.getPackageName().equals("java.util") && type.getSimpleName().startsWith("Optional");
    }

    private static boolean isCheckedByUs(JavaClass thrown) {
        return !thrown.isAssignableTo(RuntimeException.class)
                && !thrown.isAssignableTo(Error.class)
                && !thrown.isAssignableTo(IOException.class)
                && !thrown.isAssignableTo(InterruptedException.class);
    }

    private static void leaves(Class<?> family, Consumer<Class<?>> each) {
        for (Class<?> member : family.getPermittedSubclasses()) {
            if (member.isSealed()) {
                leaves(member, each);
            } else {
                each.accept(member);
            }
        }
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
