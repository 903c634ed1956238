package org.emcc.testkit.junit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.emcc.testkit.lab.EmccLab;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a lab for tests, hands it to parameters of type {@link EmccLab}, and closes it.
 *
 * <ul>
 *   <li>In a static field, or by {@code @ExtendWith}: one lab for the class, which its {@code @Nested} classes share.
 *   <li>In a field of the instance: one for each test, or for the class where it has one instance.
 * </ul>
 *
 * <p>When a test or one of its life-cycle methods fails, what happened in the lab is added to the failure as suppressed, so that every
 * runner prints it.
 *
 * @threadsafety thread-safe; tests that share a lab may run in parallel
 * @since 0.1.0
 */
@SuppressWarnings("exports") // whoever uses it requires JUnit by himself; whoever does not need not have it
public final class EmccLabExtension
        implements BeforeAllCallback, BeforeEachCallback, ParameterResolver, AfterEachCallback, AfterAllCallback {
    private final Supplier<EmccLab> start;
    private final ExtensionContext.Namespace namespace =
            ExtensionContext.Namespace.create(EmccLabExtension.class, this);
    private final List<EmccLab> running = new CopyOnWriteArrayList<>();

    /** For {@code @ExtendWith}: the lab of {@link EmccLab#start}. */
    public EmccLabExtension() {
        this(EmccLab::start);
    }

    private EmccLabExtension(Supplier<EmccLab> start) {
        this.start = Objects.requireNonNull(start, "start");
    }

    /**
     * The extension with another lab.
     *
     * @param start starts a new lab each time, such as {@code EmccLab.builder().withoutImportAt(id)::start}
     * @return an extension for a field with {@code @RegisterExtension}
     */
    public static EmccLabExtension of(Supplier<EmccLab> start) {
        return new EmccLabExtension(start);
    }

    /**
     * The lab that runs now. Tests in parallel, each with a lab of its own, take it as a parameter instead.
     *
     * @return the lab
     * @throws IllegalStateException when none runs, or several do
     */
    public EmccLab lab() {
        List<EmccLab> all = List.copyOf(running);
        if (all.size() != 1) {
            throw new IllegalStateException(
                    all.isEmpty()
                            ? "no lab runs: it starts with the first test, and ends with the last"
                            : all.size() + " labs run: take that of the test as a parameter of type EmccLab");
        }
        return all.get(0);
    }

    /** One lab, which JUnit closes with the context that it was stored in. */
    private record Kept(EmccLab lab, List<EmccLab> running) implements AutoCloseable {
        @Override
        public void close() {
            running.remove(lab);
            lab.close();
        }
    }

    /** That of this context, or of one around it. */
    private Optional<EmccLab> found(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(namespace).get(Kept.class, Kept.class))
                .map(Kept::lab);
    }

    private void startIn(ExtensionContext context) {
        if (found(context).isEmpty()) {
            EmccLab lab = start.get();
            context.getStore(namespace).put(Kept.class, new Kept(lab, running));
            running.add(lab);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startIn(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        startIn(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmccLab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return found(context)
                .orElseThrow(() -> new ParameterResolutionException(
                        "no lab runs yet: here it can be a parameter only where the extension is in a static field"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        tell(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        tell(context);
    }

    /** Adds what happened to the failure of this context, once. */
    private void tell(ExtensionContext context) {
        Optional<Throwable> failure = context.getExecutionException()
                .filter(thrown -> Stream.of(thrown.getSuppressed()).noneMatch(Timeline.class::isInstance));
        failure.ifPresent(thrown -> found(context)
                .ifPresent(lab -> thrown.addSuppressed(new Timeline(lab.trace().asText()))));
    }
}
