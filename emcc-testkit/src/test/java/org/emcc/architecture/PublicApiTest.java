package org.emcc.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users see of each module is written down; who changes it sees the change, and says in the commit why it is one. */
class PublicApiTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path COMMITTED = BASE.resolve("src/test/resources/api");
    private static final Path FRESH = BASE.resolve("target/api");
    private static final String HOW_TO_ACCEPT =
            "If the change is meant, say why in the commit and the change log, and accept"
                    + " it by running the test again with -Demcc.api.accept=true, which copies target/api to src/test/resources/api.";

    @Test
    void publicApiIsAsItWasAgreed() throws IOException {
        List<String> differences = new ArrayList<>();
        for (BuiltModule module : BuiltModule.all()) {
            ApiListing listing = ApiListing.of(module);
            System.out.println("public types of " + module.name() + ": " + listing.types());
            Path file = COMMITTED.resolve(module.name() + ".txt");
            Path fresh = FRESH.resolve(file.getFileName());
            Files.createDirectories(FRESH);
            Files.write(fresh, listing.lines(), UTF_8);
            List<String> agreed = Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
            List<String> difference = LineDifference.of(agreed, listing.lines());
            if (!difference.isEmpty() && Boolean.getBoolean("emcc.api.accept")) {
                Files.createDirectories(COMMITTED);
                Files.write(file, listing.lines(), UTF_8);
                System.out.println("accepted: " + file.getFileName());
            } else if (!difference.isEmpty()) {
                differences.add(module.name());
                differences.addAll(difference);
            }
        }
        if (!differences.isEmpty()) {
            fail("The public API is not the agreed one:%n%s%n%s", String.join("\n", differences), HOW_TO_ACCEPT);
        }
    }

    @Test
    void onlyModulesHaveListings() throws IOException {
        try (var files = Files.list(COMMITTED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(BuiltModule.all().stream()
                            .map(module -> module.name() + ".txt")
                            .toList());
        }
    }

    @Test
    void listingNamesKindsSupertypesComponentsAndMembers() {
        assertThat(ApiListing.describe(ApiSample.Point.class))
                .containsExactly(
                        "record org.emcc.architecture.ApiSample$Point<T extends Number>"
                                + " implements Comparable<org.emcc.architecture.ApiSample$Point<T>>,"
                                + " org.emcc.architecture.ApiSample",
                        "  component x: T",
                        "  component tags: List<String>",
                        "  compareTo(org.emcc.architecture.ApiSample$Point<T>): int",
                        "  static of<N extends Number>(N, String...): org.emcc.architecture.ApiSample$Point<N>");
        assertThat(ApiListing.describe(ApiSample.Colour.class))
                .containsExactly(
                        "enum org.emcc.architecture.ApiSample$Colour" + " implements org.emcc.architecture.ApiSample",
                        "  @Deprecated constant GREEN",
                        "  constant RED");
        assertThat(ApiListing.describe(ApiSample.class))
                .containsExactly(
                        "sealed interface org.emcc.architecture.ApiSample permits "
                                + "org.emcc.architecture.ApiSample$Colour, "
                                + "org.emcc.architecture.ApiSample$Open, "
                                + "org.emcc.architecture.ApiSample$Point",
                        "  default name(): String",
                        "  static final LIMIT: int");
        assertThat(ApiListing.describe(ApiSample.Open.class))
                .containsExactly(
                        "abstract class org.emcc.architecture.ApiSample$Open extends org.emcc.architecture.Hidden"
                                + " implements org.emcc.architecture.ApiSample",
                        "  abstract read(byte[]): void throws java.io.IOException",
                        "  inherited(): long",
                        "  protected new(int)");
    }

    @Test
    void differenceNamesWhatGoesAndWhatComes() {
        List<String> before = List.of("class A", "  a()", "  b()", "class B", "  c()");
        List<String> after = List.of("class A", "  a()", "  b(int)", "class B", "  c()", "class C");

        assertThat(LineDifference.of(before, after)).containsExactly("  class A", "-   b()", "+   b(int)", "+ class C");
        assertThat(LineDifference.of(after, after)).isEmpty();
    }
}
