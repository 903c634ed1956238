package org.emcc.tftp.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.emcc.testing.Seeds;
import org.emcc.tftp.trust.EnvelopeVersion;
import org.emcc.tftp.trust.FileDigest;
import org.emcc.tftp.trust.FileSigner;
import org.emcc.tftp.trust.Identities;
import org.emcc.tftp.trust.Identities.Identity;
import org.emcc.tftp.trust.SignatureCheck;
import org.emcc.tftp.trust.SignedFile;
import org.emcc.tftp.trust.TrustList;
import org.emcc.tftp.trust.TrustListKind;
import org.emcc.tftp.trust.TrustRecord;
import org.emcc.tftp.trust.TrustRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SignedContentTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    private static final Identity IDENTITY = Identities.rsa("CN=content,O=Lab", "51", 1024);
    private static final Instant TIME = Instant.parse("2026-11-22T08:00:00Z");
    private static final String PHONE = "SEP0011AABBCCDD.cnf.xml";

    private final Map<String, ContentAnswer> files = new HashMap<>();
    /** Signings that the test runs when it wants to. */
    private final Deque<Runnable> signings = new ArrayDeque<>();

    private int signed;
    private boolean fails;

    private final FileSigner signer = new FileSigner() {
        private final FileSigner real = IDENTITY.signer();

        @Override
        public X509Certificate certificate() {
            return real.certificate();
        }

        @Override
        public byte[] sign(byte[] content, FileDigest digest) {
            signed++;
            if (fails) {
                throw new IllegalStateException("no module");
            }
            return real.sign(content, digest);
        }
    };

    private ContentAnswer plain(ContentRequest request) {
        return files.getOrDefault(request.name().value(), new ContentAnswer.NotFound());
    }

    private SignedContent.Builder over() {
        return SignedContent.builder(this::plain, signer, Runnable::run).clock(Clock.fixed(TIME, ZoneOffset.UTC));
    }

    private SignedContent.Builder later() {
        return SignedContent.builder(this::plain, signer, signings::add).clock(Clock.fixed(TIME, ZoneOffset.UTC));
    }

    private void file(String name, String text) {
        files.put(ContentName.of(name).value(), new ContentAnswer.Found(Content.of(text.getBytes(UTF_8), text)));
    }

    private void file(String name, byte[] bytes) {
        files.put(ContentName.of(name).value(), new ContentAnswer.Found(Content.of(bytes, "v")));
    }

    private static ContentAnswer find(ContentSource source, String name) {
        return find(source, name, Transport.HTTP);
    }

    private static ContentAnswer find(ContentSource source, String name, Transport transport) {
        return source.find(new ContentRequest(ContentName.of(name), CLIENT, transport));
    }

    private static ContentAnswer now(ContentAnswer answer) {
        return answer instanceof ContentAnswer.Building building
                ? building.later().toCompletableFuture().getNow(answer)
                : answer;
    }

    private static Content content(ContentAnswer answer) {
        assertThat(now(answer)).isInstanceOf(ContentAnswer.Found.class);
        return ((ContentAnswer.Found) now(answer)).content();
    }

    private static byte[] bytes(ContentAnswer answer) {
        Content content = content(answer);
        byte[] bytes = new byte[content.size()];
        content.bytes().get(bytes);
        return bytes;
    }

    private static String text(ContentAnswer answer) {
        return new String(bytes(answer), UTF_8);
    }

    @ParameterizedTest
    @EnumSource(FileDigest.class)
    void signsWhatThereIsInPlain(FileDigest digest) {
        file(PHONE, "<device/>");
        SignedContent source = over().digest(digest).build();

        SignedFile file =
                SignedFile.decodeOrThrow(bytes(find(source, PHONE.toLowerCase(java.util.Locale.ROOT) + ".sgn")));

        assertThat(file.content()).isEqualTo("<device/>".getBytes(UTF_8));
        assertThat(file.header().fileName()).as("however it was asked").isEqualTo(PHONE + ".sgn");
        assertThat(file.header().signedAt()).contains(TIME);
        assertThat(file.verify(IDENTITY.certificate().getPublicKey())).isEqualTo(new SignatureCheck.Genuine(digest));
        assertThat(text(find(source, PHONE))).isEqualTo("<device/>");
    }

    @Test
    void namesOtherFilesAsTheyWereAsked() {
        file("New_Zealand/g3-tones.xml", "");
        SignedContent source = over().build();

        SignedFile file = SignedFile.decodeOrThrow(bytes(find(source, "/New_Zealand//g3-tones.xml.sgn")));

        assertThat(file.header().fileName()).isEqualTo("New_Zealand/g3-tones.xml.sgn");
        assertThat(file.content()).isEmpty();
    }

    @Test
    void stripsWhatThereIsSignedOnly() {
        for (EnvelopeVersion version : List.of(EnvelopeVersion.V1_0, EnvelopeVersion.V1_1)) {
            byte[] large = new byte[200_000];
            Seeds.random(Seeds.seed(), 1).nextBytes(large);
            byte[] file = SignedFile.builder("a.xml.sgn", large, TIME)
                    .version(version)
                    .build(signer)
                    .encode();
            file("A.xml.sgn", file);
            SignedContent source = over().build();

            assertThat(bytes(find(source, "a.xml"))).isEqualTo(large);
            assertThat(bytes(find(source, "a.xml.sgn"))).isEqualTo(file);
        }
        file(
                "empty.xml.sgn",
                SignedFile.builder("x", new byte[0], TIME).build(signer).encode());
        assertThat(bytes(find(over().build(), "empty.xml"))).isEmpty();
    }

    @Test
    void bothFormsThatAreThereStayAsTheyAre() {
        file("a", "plain");
        file("a.sgn", "signed by others");
        SignedContent source = over().build();

        assertThat(text(find(source, "a"))).isEqualTo("plain");
        assertThat(text(find(source, "a.sgn"))).isEqualTo("signed by others");
        assertThat(signed).isZero();
    }

    @Test
    void saysThatThereIsNoneOfWhatHasNoOtherForm() {
        file("firmware.sgn", new byte[] {(byte) 0xCD, 0x34, 0x12, (byte) 0xAB, 0, 0, 0, 0, 0, 0, 0, 0});
        file(
                "list.sgn",
                TrustList.builder(TrustListKind.ITL, TIME)
                        .record(TrustRecord.builder(TrustRole.SAST)
                                .certificate(IDENTITY.certificate())
                                .build())
                        .build(signer)
                        .encode());
        file("short.sgn", "");
        file(
                "a.sgn",
                SignedFile.builder("a.sgn", new byte[1], TIME).build(signer).encode());
        file("large", "12345");
        signed = 0;
        SignedContent source = over().fileLimit(4).build();

        for (String name : List.of(
                "firmware", "list", "short", "nothing", "nothing.sgn", "a.sgn.sgn", "large.sgn", "x".repeat(255))) {
            assertThat(find(source, name)).as(name).isEqualTo(new ContentAnswer.NotFound());
        }
        assertThat(signed).isZero();
        file("large", "1234");
        assertThat(bytes(find(source, "large.sgn"))).endsWith("1234".getBytes(UTF_8));
    }

    @Test
    void signsOnceForAllWhoAsk() {
        file(PHONE, "one");
        SignedContent source = later().build();
        ContentAnswer first = find(source, PHONE + ".sgn");
        assertThat(first).isInstanceOf(ContentAnswer.Building.class);
        assertThat(find(source, PHONE.toLowerCase(java.util.Locale.ROOT) + ".SGN", Transport.TFTP))
                .isSameAs(first);
        assertThat(signings).hasSize(1);

        signings.remove().run();

        byte[] file = bytes(first);
        assertThat(signed).isOne();
        assertThat(bytes(find(source, PHONE + ".sgn"))).isEqualTo(file);
        file(PHONE, "one");
        assertThat(bytes(find(source, PHONE + ".sgn")))
                .as("the same bytes again")
                .isEqualTo(file);
        assertThat(signings).isEmpty();
    }

    /** Both forms change at the same moment; a signing that is overtaken is not kept. */
    @Test
    void signsAgainWhatHasChanged() {
        file(PHONE, "one");
        SignedContent source = later().build();
        ContentAnswer before = find(source, PHONE + ".sgn");
        file(PHONE, "two");
        ContentAnswer after = find(source, PHONE + ".sgn");
        assertThat(after).isNotSameAs(before);
        Runnable first = signings.remove();
        signings.remove().run();
        first.run();

        assertThat(SignedFile.decodeOrThrow(bytes(before)).content()).isEqualTo("one".getBytes(UTF_8));
        assertThat(SignedFile.decodeOrThrow(bytes(after)).content()).isEqualTo("two".getBytes(UTF_8));
        assertThat(bytes(find(source, PHONE + ".sgn"))).isEqualTo(bytes(after));
        assertThat(content(after).version()).isNotEqualTo(content(before).version());
        assertThat(signings).isEmpty();
    }

    /** tftp 10.4: never not found. */
    @Test
    void aSignerThatFailsIsAFailureAndTheNextRequestSignsAgain() {
        file(PHONE, "one");
        SignedContent source = later().build();
        fails = true;
        ContentAnswer first = find(source, PHONE + ".sgn");
        signings.remove().run();
        CompletableFuture<ContentAnswer> outcome =
                ((ContentAnswer.Building) first).later().toCompletableFuture();
        assertThat(outcome).isCompletedExceptionally();
        assertThatThrownBy(outcome::join).hasRootCauseMessage("no module");
        assertThat(source.counters().toMap()).isEqualTo(Map.of("BuildSignCount", 0L, "BuildAbortCount", 1L));

        fails = false;
        ContentAnswer second = find(source, PHONE + ".sgn");
        signings.remove().run();
        assertThat(SignedFile.decodeOrThrow(bytes(second)).content()).isEqualTo("one".getBytes(UTF_8));
        assertThat(source.counters().toMap()).isEqualTo(Map.of("BuildSignCount", 1L, "BuildAbortCount", 1L));

        ContentAnswer atOnce = find(failing(), PHONE + ".sgn");
        assertThat(((ContentAnswer.Building) atOnce).later().toCompletableFuture())
                .isCompletedExceptionally();
    }

    private SignedContent failing() {
        fails = true;
        return over().build();
    }

    @Test
    void anExecutorThatRefusesIsBusy() {
        file("a", "one");
        for (Throwable thrown : List.of(
                new RejectedExecutionException("full"), new OutOfMemoryError("unable to create native thread"))) {
            SignedContent source = SignedContent.builder(this::plain, signer, task -> {
                        if (thrown instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) thrown;
                    })
                    .signingsAtOnce(1)
                    .build();
            for (int i = 0; i < 3; i++) {
                assertThat(find(source, "a.sgn")).isEqualTo(new ContentAnswer.Busy());
            }
        }
    }

    @Test
    void boundsSigningsAndThoseWhoWaitForOne() {
        file("a", "one");
        file("b", "one");
        file("c", "one");
        SignedContent source = later().signingsAtOnce(2).waitersPerSigning(2).build();
        assertThat(find(source, "a.sgn")).isInstanceOf(ContentAnswer.Building.class);
        assertThat(find(source, "a.sgn")).isInstanceOf(ContentAnswer.Building.class);
        assertThat(find(source, "a.sgn")).as("one more than may wait").isEqualTo(new ContentAnswer.Busy());
        assertThat(find(source, "b.sgn")).isInstanceOf(ContentAnswer.Building.class);
        assertThat(find(source, "c.sgn")).as("one more than may run").isEqualTo(new ContentAnswer.Busy());
        assertThat(text(find(source, "c")))
                .as("the plain form needs no signing")
                .isEqualTo("one");

        signings.remove().run();

        assertThat(content(find(source, "a.sgn")).size()).isPositive();
        assertThat(find(source, "c.sgn")).isInstanceOf(ContentAnswer.Building.class);
    }

    @Test
    void keepsWhatWasAskedForLast() {
        for (String name : List.of("a", "b", "c")) {
            file(name, "x");
        }
        int each = bytes(find(over().build(), "a.sgn")).length + SignedContent.OVERHEAD;
        SignedContent source = over().byteLimit(2L * each).build();
        for (String name : List.of("a.sgn", "b.sgn", "a.sgn", "c.sgn")) {
            find(source, name);
        }
        signed = 0;
        find(source, "a.sgn");
        find(source, "c.sgn");
        assertThat(signed).isZero();
        find(source, "b.sgn");
        assertThat(signed).isOne();
        SignedContent none = over().byteLimit(each - 1L).build();
        find(none, "a.sgn");
        find(none, "a.sgn");
        assertThat(signed).as("not kept").isEqualTo(3);
    }

    @Test
    void waitsForAPlainFileThatIsBeingBuilt() {
        CompletableFuture<ContentAnswer> own = new CompletableFuture<>();
        CompletableFuture<ContentAnswer> built = new CompletableFuture<>();
        files.put("a.sgn", new ContentAnswer.Building(own));
        files.put("a", new ContentAnswer.Building(built));
        SignedContent source = later().build();
        ContentAnswer answer = find(source, "a.sgn");
        assertThat(answer).isInstanceOf(ContentAnswer.Building.class);
        own.complete(new ContentAnswer.NotFound());
        built.complete(new ContentAnswer.Found(Content.of("one".getBytes(UTF_8), "1")));
        assertThat(now(answer)).isSameAs(answer);
        signings.remove().run();
        assertThat(SignedFile.decodeOrThrow(bytes(answer)).content()).isEqualTo("one".getBytes(UTF_8));
    }

    @Test
    void whatTheSourceSaysOtherwiseStays() {
        SignedContent source = over().build();
        for (ContentAnswer each : List.of(new ContentAnswer.Busy(), new ContentAnswer.Refused())) {
            files.clear();
            files.put("a", each);
            assertThat(find(source, "a")).isEqualTo(each);
            assertThat(find(source, "a.sgn")).isEqualTo(each);
            files.clear();
            files.put("a.sgn", each);
            assertThat(find(source, "a")).isEqualTo(each);
            assertThat(find(source, "a.sgn")).isEqualTo(each);
            files.put(
                    "b",
                    new ContentAnswer.Building(
                            CompletableFuture.completedFuture(new ContentAnswer.Building(new CompletableFuture<>()))));
            assertThat(now(find(source, "b"))).as("building twice").isEqualTo(new ContentAnswer.Busy());
        }
    }

    /** phone-config-files 2.3: at 6971 phones ask for the signed file and want the plain one. */
    @Test
    void givesThePlainConfigurationOverHttpsWhereThatIsWanted() {
        file(PHONE, "<device/>");
        file("SK1.xml", "<softkeys/>");
        SignedContent wanted = over().plainOverHttps().build();

        assertThat(text(find(wanted, PHONE + ".sgn", Transport.HTTPS))).isEqualTo("<device/>");
        assertThat(text(find(wanted, PHONE + ".sgn", Transport.HTTP))).isNotEqualTo("<device/>");
        assertThat(text(find(wanted, "SK1.xml.sgn", Transport.HTTPS))).isNotEqualTo("<softkeys/>");
        assertThat(text(find(over().build(), PHONE + ".sgn", Transport.HTTPS))).isNotEqualTo("<device/>");
    }

    @Test
    void namesTheRuleThatIsBroken() {
        assertThatThrownBy(() -> over().byteLimit(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("byte limit must not be negative, but is -1");
        assertThatThrownBy(() -> over().fileLimit(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> over().signingsAtOnce(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> over().waitersPerSigning(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(over().build()).hasToString("SignedContent[by sha_1]");
    }

    /** Many threads ask for both forms while the file changes: the signed form is never older than the plain one was before. */
    @Test
    void holdsUnderManyThreads() throws Exception {
        AtomicInteger version = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        ExecutorService askers = Executors.newFixedThreadPool(3);
        try {
            FileSigner real = IDENTITY.signer();
            ContentSource plain = request -> request.name().value().equals("a")
                    ? new ContentAnswer.Found(Content.of(
                            Integer.toString(version.get()).getBytes(UTF_8), Integer.toString(version.get())))
                    : new ContentAnswer.NotFound();
            SignedContent source = SignedContent.builder(plain, real, threads).build();
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                RandomGenerator random = Seeds.random(Seeds.seed(), t);
                all.add(askers.submit(() -> {
                    for (int i = 0; i < Seeds.cases(10_000); i++) {
                        if (random.nextInt(4) == 0) {
                            version.incrementAndGet();
                        }
                        int floor = version.get();
                        ContentAnswer answer = find(source, "a.sgn");
                        if (answer instanceof ContentAnswer.Building building) {
                            answer = building.later().toCompletableFuture().get(30, TimeUnit.SECONDS);
                        }
                        int got = Integer.parseInt(new String(
                                SignedFile.decodeOrThrow(bytes(answer)).content(), UTF_8));
                        assertThat(got).as("seed %s case %s", Seeds.seed(), i).isGreaterThanOrEqualTo(floor);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(50, TimeUnit.SECONDS);
            }
        } finally {
            askers.shutdownNow();
            threads.shutdownNow();
        }
    }
}
