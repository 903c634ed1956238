package org.emcc.tftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentName;
import org.emcc.tftp.server.TransferReport.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to which request, without any connection. */
class HttpAskTest {
    private static final ContentName NAME = ContentName.of("SEP0011AABBCCDD.cnf.xml");
    private static final Content FILE = Content.of("<device/>".getBytes(UTF_8), "{Nov 22 2026 08:00:00}");

    private static HttpAsk get(String path, String... ifNoneMatch) {
        return new HttpAsk("GET", path, List.of(ifNoneMatch));
    }

    private static HttpReply found(HttpAsk ask, Content content) {
        return ask.answer(NAME, new ContentAnswer.Found(content));
    }

    private static String text(ByteBuffer body) {
        return US_ASCII.decode(body).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "/SEP0011AABBCCDD.cnf.xml, sep0011aabbccdd.cnf.xml",
        "/sep0011aabbccdd%2Ecnf%2exml, sep0011aabbccdd.cnf.xml",
        "/Desktops/320x212x16/List.xml, desktops/320x212x16/list.xml",
        "/Desktops%2Flist.xml, desktops/list.xml",
        "/Desktops%5clist.xml, desktops/list.xml",
        "///Desktops//list.xml, desktops/list.xml",
        "/g3%20tones.xml, g3 tones.xml",
        "/a+b.raw, a+b.raw",
        "g3-tones.xml, g3-tones.xml",
    })
    void readsNamesAsTheyAreMeant(String path, String name) {
        assertThat(get(path).read()).isEqualTo(new HttpStep.Look(ContentName.of(name)));
        assertThat(((HttpStep.Look) get(path).read()).name().value()).isEqualTo(name);
    }

    /** tftp 9.1: what leads elsewhere is a file that is not there, and nobody learns why. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/..",
                "/../etc/passwd",
                "/a/../b",
                "/a/..",
                "/%2e%2e/etc/passwd",
                "/%2e%2e%2fetc%2fpasswd",
                "/..%5c..%5cboot.ini",
                "/%2E./x",
                "/.%2e/x",
                "/.hidden",
                "/a/.hidden",
                "/./x",
                "/C:/boot.ini",
                "/c%3A%5Cboot.ini",
                "/x%00.xml",
                "/x%0a",
                "/x%0d%0aSet-Cookie:%20a=b",
                "/%7f",
                "/%c0%ae%c0%ae/etc",
                "/%e2%80%a5/etc",
                "/\u00e4.xml",
                "/folder/",
            })
    void whatIsNoNameOfAFileIsNotThere(String path) {
        HttpReply reply = (HttpReply) get(path).read();

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply).isEqualTo(get("/x").answer(NAME, new ContentAnswer.NotFound()));
        assertThat(text(reply.body())).isEqualTo("Not found\n");
        assertThat(reply.result()).isEqualTo(Result.NOT_FOUND);
    }

    @Test
    void aTargetOfAnotherSchemeIsNoPathOfOurs() {
        assertThat(HttpAsk.path(URI.create("http://10.0.0.1:6970/a%20b?x=y"))).isEqualTo("/a%20b");
        assertThat(HttpAsk.path(URI.create("/a%2fb"))).isEqualTo("/a%2fb");
        assertThat(HttpAsk.path(URI.create("C:/secret"))).isEqualTo("C:/secret");
        assertThat(HttpAsk.path(URI.create("file:/secret"))).isEqualTo("file:/secret");
        assertThat(HttpAsk.path(URI.create("mailto:x"))).isEqualTo("mailto:x");
    }

    @Test
    void readsPercentSignsOnce() {
        assertThat(get("/%252e%252e%252fetc").read()).isEqualTo(new HttpStep.Look(ContentName.of("%2e%2e%2fetc")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/a%2", "/%zz", "/%2g", "/%%41", "/%u0041", "/%-1", "/%+1", "/% 1"})
    void percentSignsThatSayNothingAreABadRequest(String path) {
        HttpReply reply = (HttpReply) get(path).read();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(text(reply.body())).isEqualTo("The request could not be read\n");
    }

    @Test
    void aNameHasAtMost255Characters() {
        assertThat(get("/" + "x".repeat(254)).read()).isInstanceOf(HttpStep.Look.class);
        assertThat(((HttpReply) get("/" + "%78".repeat(300)).read()).status()).isEqualTo(404);
        assertThat(((HttpReply) get("/" + "x".repeat(1_000_000)).read()).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "PROPFIND", ""})
    void isForReadingOnly(String method) {
        HttpReply reply = (HttpReply) new HttpAsk(method, "/x.xml", List.of()).read();

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers()).containsEntry("Allow", "GET, HEAD");
        assertThat(reply.result()).isEqualTo(Result.REFUSED);
    }

    @Test
    void aFileComesWithTheHeadersOfTheProduct() {
        HttpReply reply = found(get("/x"), FILE);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply.body())).isEqualTo("<device/>");
        assertThat(reply.headers())
                .containsOnly(
                        java.util.Map.entry("Cache-Control", "no-store"),
                        java.util.Map.entry("ETag", "\"{Nov%2022%202026%2008:00:00}\""),
                        java.util.Map.entry("Content-Type", "text/xml"),
                        java.util.Map.entry("Content-Length", "9"));
        assertThat(get("/x")
                        .answer(ContentName.of("SEP0011AABBCCDD.cnf.xml.sgn"), new ContentAnswer.Found(FILE))
                        .headers())
                .containsEntry("Content-Type", "application/octet-stream");
    }

    @Test
    void headSaysTheSameWithoutTheBody() {
        HttpAsk head = new HttpAsk("HEAD", "/x", List.of());

        assertThat(found(head, FILE).headers()).isEqualTo(found(get("/x"), FILE).headers());
        assertThat(found(head, FILE).body().remaining()).isZero();
        HttpReply nothing = head.answer(NAME, new ContentAnswer.NotFound());
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.body().remaining()).isZero();
        assertThat(nothing.headers()).containsEntry("Content-Length", "10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "\"6\", \"7\"", "*", " * ", "\"a,b\",W/\"7\""})
    void whoHasTheVersionGetsNoBody(String header) {
        HttpReply reply = found(get("/x", header), Content.of(new byte[100], "7"));

        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body().remaining()).isZero();
        assertThat(reply.headers()).containsEntry("ETag", "\"7\"").doesNotContainKey("Content-Length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "\"77\"", "\"6\"", "\"", "\"7", "**"})
    void whoHasAnotherVersionGetsTheBody(String header) {
        assertThat(found(get("/x", header), Content.of(new byte[100], "7")).status())
                .isEqualTo(200);
    }

    @Test
    void versionsThatDifferHaveTagsThatDo() {
        List<String> versions = List.of("a b", "a%20b", "a\"b", "a\\b", "a\r\nb", "ab", "\u00e4b", "A b");

        assertThat(versions.stream()
                        .map(version -> found(get("/x"), Content.of(new byte[0], version))
                                .headers()
                                .get("ETag"))
                        .distinct())
                .hasSize(versions.size())
                .allMatch(tag -> tag.matches("\"[!#-\\[\\]-~]+\""));
        for (String silent : List.of("", "x".repeat(300))) {
            HttpReply reply = found(get("/x", "*", "\"\""), Content.of(new byte[0], silent));
            assertThat(reply.status()).as("a version that says nothing").isEqualTo(200);
            assertThat(reply.headers()).doesNotContainKey("ETag");
        }
    }

    @Test
    void busyIsNeverNotFound() {
        for (HttpReply reply : List.of(
                get("/x").answer(NAME, new ContentAnswer.Busy()),
                get("/x").answer(NAME, new ContentAnswer.Building(new CompletableFuture<>())),
                get("/x").busy(),
                get("/x").failed(),
                get("/x").closing(Result.INTERNAL))) {
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsKey("Retry-After");
        }
        assertThat(get("/x").answer(NAME, new ContentAnswer.Refused()).status()).isEqualTo(403);
    }

    @Test
    void theBodyOfAnAnswerCannotBeChanged() {
        ByteBuffer body = found(get("/x"), FILE).body();

        assertThatThrownBy(() -> body.put(0, (byte) 1)).isInstanceOf(java.nio.ReadOnlyBufferException.class);
    }

    /** Whatever is asked: an answer that names nothing of it, or a name that leads nowhere. */
    @Test
    void readsAnything() {
        byte[] path = "/Desktops/%2e%2e/320x212/..%5cList.xml%00".getBytes(US_ASCII);
        for (int i = 0; i < Seeds.cases(50_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            String asked = new String(Mutator.mutate(path, random), UTF_8);
            HttpStep step = get(asked).read();
            if (step instanceof HttpStep.Look look) {
                assertThat(look.name().value().split("/", -1))
                        .as("seed %s case %s", Seeds.seed(), i)
                        .isNotEmpty()
                        .noneMatch(part -> part.isEmpty() || part.startsWith("."));
            } else {
                assertThat(text(((HttpReply) step).body()))
                        .as("seed %s case %s", Seeds.seed(), i)
                        .isIn("Not found\n", "The request could not be read\n");
            }
        }
    }
}
