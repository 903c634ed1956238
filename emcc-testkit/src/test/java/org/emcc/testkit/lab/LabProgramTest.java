package org.emcc.testkit.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.emcc.core.id.ClusterId;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, as {@code mvn -Plab verify} runs it. */
class LabProgramTest {
    @TempDir
    Path directory;

    private String printed = "";

    private int run(UnaryOperator<LabProgram.Request.Builder> change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int status = LabProgram.run(
                change.apply(LabProgram.Request.builder(directory)).build(), new PrintStream(bytes, true, UTF_8));
        printed = bytes.toString(UTF_8);
        Canary.mustNotBeIn("what the lab prints, the trace in it", printed);
        searchFiles();
        return status;
    }

    /** The trace as Mermaid, and the certificates. */
    private void searchFiles() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Canary.mustNotBeIn(file.toString(), new String(Files.readAllBytes(file), UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aliceLogsInAndOutAcrossTwoClusters() throws IOException {
        assertThat(run(request -> request)).as(printed).isZero();

        assertThat(printed)
                .containsSubsequence(
                        "exports its certificates",
                        "consolidates",
                        "imports",
                        "shows the login page",
                        "sends user ID and PIN",
                        "asks whose user it is",
                        "sends the login request",
                        "chooses the device pool  [rdp-LON; its geolocation matches in [COUNTRY]]",
                        "reserves a base device  [EMCC1]",
                        "builds the temporary device",
                        "publishes the home file",
                        "records the remote login",
                        "publishes the redirect",
                        "resets the phone",
                        "a redirect]",
                        "device pool rdp-LON]",
                        "alice of NYC is logged in at SEP0011AABBCCD1 of LON.",
                        "An application asks LON who is at SEP0011AABBCCD1: alice",
                        "serves the phone's own file again",
                        "base device is free again  [EMCC1]",
                        "The phone is back at LON, and 3 base devices are free at NYC.");
        assertThat(Files.readString(directory.resolve("login.mmd")))
                .startsWith("sequenceDiagram\n")
                .contains("p1->>p0: ", "reads SEP0011AABBCCD1.cnf.xml");
    }

    @Test
    void theOtherDirectionWorksAlike() {
        assertThat(run(request -> request.user("nora").phone("SEP00AA11BB22C2")))
                .as(printed)
                .isZero();

        assertThat(printed).contains("nora of LON is logged in at SEP00AA11BB22C2 of NYC.");
    }

    @Test
    void aWrongPinIsTold() {
        assertThat(run(request -> request.pin(Pin.of("99999")))).isEqualTo(1);

        assertThat(printed)
                .contains(
                        "The phone shows: Login is unavailable(2)",
                        "code   2 (EMCC-LOGIN-0002): EMCC authentication error",
                        "cause  The PIN is wrong.",
                        "remedy Try again with the right PIN")
                .doesNotContain("99999");
    }

    @Test
    void anUnknownUserIsTold() {
        assertThat(run(request -> request.user("zoe"))).isEqualTo(1);

        assertThat(printed).contains("The phone shows: Login is unavailable (23)", "code   23 (EMCC-LOGIN-0023)");
    }

    @Test
    void aHomeWithoutFreeBaseDevicesIsTold() {
        assertThat(run(request -> request.baseDevices(0))).isEqualTo(1);

        assertThat(printed)
                .contains("The phone shows: Login is unavailable (33)", "code   33 (EMCC-LOGIN-0033)", "(HOME)");
    }

    @Test
    void withoutTheImportOnEitherSideTheLoginFailsAsTheProductsDoes() {
        for (String forgetful : new String[] {"NYC", "LON"}) {
            assertThat(run(request -> request.skipImportAt(ClusterId.of(forgetful))))
                    .isEqualTo(1);

            assertThat(printed)
                    .as("no import at %s", forgetful)
                    .contains(
                            "The phone shows: Login is unavailable (208)",
                            "code   208 (EMCC-LOGIN-0208)",
                            "remedy Export, consolidate and import");
        }
    }

    @Test
    void aUserOfThePhonesOwnClusterIsLeftToTheOrdinaryLogin() {
        assertThat(run(request -> request.user("nora"))).isEqualTo(1);

        assertThat(printed).contains("nora belongs to this cluster");
    }

    @Test
    void whatTheLabDoesNotHaveIsNamedInOneSentence() {
        assertThat(run(request -> request.phone("SEP000000000000"))).isEqualTo(2);

        assertThat(printed).contains("The lab cannot do that: the lab has no phone SEP000000000000, only [");
    }

    @Test
    void aNumberThatIsOutOfRangeIsRefusedWhereItIsGiven() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabProgram.Request.builder(directory).baseDevices(-1))
                .withMessage("number of base devices must be from 0 to 30000, but is -1");
    }

    @Test
    void theLabStaysUpUntilItIsInterrupted() throws Exception {
        CompletableFuture<String> lastHint = new CompletableFuture<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, UTF_8) {
            @Override
            public void println(String line) {
                super.println(line);
                if (line.contains("doLogout=true")) {
                    lastHint.complete(line);
                }
            }
        };
        FutureTask<Integer> program = new FutureTask<>(() ->
                LabProgram.run(LabProgram.Request.builder(directory).stay(true).build(), out));
        Thread thread = new Thread(program, "lab");
        thread.start();

        assertThat(lastHint.get(60, TimeUnit.SECONDS)).contains("curl -k 'https://127.0.0.1:");
        assertThat(program.isDone()).isFalse();
        thread.interrupt();

        assertThat(program.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void noPinIsPrintedOrWrittenAnywhere() throws IOException {
        assertThat(run(request -> request)).isZero();

        assertThat(printed).contains("sends user ID and PIN");
        assertThat(directory.resolve("login.mmd")).isNotEmptyFile();
    }
}
