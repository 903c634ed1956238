package org.emcc.tftp.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.emcc.core.Problem;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OverlayDirectoryTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    @TempDir
    Path outside;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(outside.resolve("static"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private OverlayDirectory source() {
        return OverlayDirectory.builder(root).build();
    }

    private static ContentAnswer find(ContentSource source, String name) {
        return source.find(new ContentRequest(ContentName.of(name), CLIENT, Transport.TFTP));
    }

    private static String text(ContentSource source, String name) {
        ContentAnswer answer = find(source, name);
        assertThat(answer).isInstanceOf(ContentAnswer.Found.class);
        return UTF_8.decode(((ContentAnswer.Found) answer).content().bytes()).toString();
    }

    private static String version(ContentSource source, String name) {
        return ((ContentAnswer.Found) find(source, name)).content().version();
    }

    @Test
    void servesWhatIsThereInAnyCase() throws IOException {
        write("RingList.XML", "rings");
        write("Desktops/320x212x16/List.xml", "pictures");
        write("empty.raw", "");
        OverlayDirectory source = source();

        assertThat(text(source, "RINGLIST.xml")).isEqualTo("rings");
        assertThat(text(source, "/desktops//320x212x16\\LIST.xml")).isEqualTo("pictures");
        assertThat(text(source, "empty.raw")).isEmpty();
        for (String nothing : new String[] {"desktops", "desktops/320x212x16", "List.xml", "ringlist.xml.sgn"}) {
            assertThat(find(source, nothing)).isEqualTo(new ContentAnswer.NotFound());
        }
    }

    /** tftp 10.2: the static file first. */
    @Test
    void goesBeforeTheOtherSource() throws IOException {
        write("a.xml", "static");
        OverlayDirectory source = OverlayDirectory.builder(root)
                .over(request -> new ContentAnswer.Found(Content.of(("built " + request.name()).getBytes(UTF_8), "1")))
                .build();

        assertThat(text(source, "A.xml")).isEqualTo("static");
        assertThat(text(source, "b.xml")).isEqualTo("built b.xml");
        Files.delete(root.resolve("a.xml"));
        assertThat(text(source, "a.xml")).as("nobody has said that it changed").isEqualTo("static");
        source.refresh();
        assertThat(text(source, "a.xml")).isEqualTo("built a.xml");
    }

    @Test
    void seesChangesOfEveryKindWhenItIsToldTo() throws IOException {
        Path file = write("a", "one");
        OverlayDirectory source = source();
        String first = version(source, "a");
        FileTime time = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(write("a", "two"), time);
        write("folder/new", "three");
        assertThat(text(source, "a")).isEqualTo("one");

        OverlayDirectory.Refreshed refreshed = source.refresh();

        assertThat(refreshed.files()).isEqualTo(2);
        assertThat(refreshed.bytes()).isEqualTo(8);
        assertThat(refreshed.problems()).isEmpty();
        assertThat(text(source, "a")).as("same size, same time").isEqualTo("two");
        assertThat(text(source, "folder/new")).isEqualTo("three");
        assertThat(version(source, "a")).isNotEqualTo(first);
        write("a", "one");
        source.refresh();
        assertThat(version(source, "a")).as("the bytes make the version").isEqualTo(first);
    }

    @Test
    void readsAgainOnlyWhatMayHaveChanged() throws IOException {
        Path file = write("a", "one");
        FileTime time = FileTime.from(Instant.parse("2026-11-22T08:00:00Z"));
        Files.setLastModifiedTime(file, time);
        OverlayDirectory source = OverlayDirectory.builder(root)
                .clock(Clock.fixed(Instant.parse("2026-11-22T08:00:05Z"), ZoneOffset.UTC))
                .build();
        Content before = ((ContentAnswer.Found) find(source, "a")).content();

        source.refresh();

        assertThat(((ContentAnswer.Found) find(source, "a")).content()).isSameAs(before);
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plusMillis(1)));
        source.refresh();
        assertThat(text(source, "a")).isEqualTo("two");
    }

    /** On a file system of coarse times the time is asked for before a file is read: a change during the reading cannot make what was read look old enough. */
    @Test
    void whatChangesWhileItIsReadIsReadAgain() throws IOException {
        Instant written = Instant.parse("2026-11-22T08:00:00Z");
        Path file = write("a", "one");
        Files.setLastModifiedTime(file, FileTime.from(written));
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                try {
                    Files.writeString(file, "two");
                    Files.setLastModifiedTime(file, FileTime.from(written));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return written.plusSeconds(10);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        OverlayDirectory source = OverlayDirectory.builder(root).clock(clock).build();
        source.refresh();

        assertThat(text(source, "a")).as("and not for ever the one before").isEqualTo("two");
    }

    @Test
    void followsNoLinkOutOfTheDirectory() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectory(outside.resolve("folder"));
        Files.writeString(outside.resolve("folder/inner"), "secret");
        // A name that begins with that of the directory is not in it.
        Files.createDirectory(outside.resolve("static-not"));
        Files.writeString(outside.resolve("static-not/inner"), "secret");
        Path inside = write("inside", "inside");
        link("absolute", secret.toAbsolutePath());
        link("relative", Path.of("../secret"));
        link("out", Path.of("../folder"));
        link("sibling", outside.resolve("static-not/inner").toAbsolutePath());
        link("chain", Path.of("absolute"));
        link("fine", inside.toAbsolutePath());
        link("dangling", Path.of("nothing"));
        link("loop", Path.of("loop"));
        write("down/x", "x");
        link("down/up", Path.of(".."));
        OverlayDirectory source = OverlayDirectory.builder(root)
                .over(request -> new ContentAnswer.Found(Content.of(new byte[0], "other")))
                .build();

        for (String name : new String[] {"absolute", "relative", "out", "sibling", "chain", "loop"}) {
            assertThat(find(source, name)).as(name).isEqualTo(new ContentAnswer.Refused());
        }
        assertThat(text(source, "fine")).isEqualTo("inside");
        assertThat(version(source, "out/inner"))
                .as("what is not in the directory")
                .isEqualTo("other");
        assertThat(version(source, "dangling")).isEqualTo("other");
        assertThat(version(source, "down/up/inside")).isEqualTo("other");
        assertThat(source.refresh().problems())
                .contains(new Problem("out", "leads out of the directory"))
                .allMatch(problem -> !problem.toString().contains(outside.toString()));
    }

    private void link(String name, Path target) throws IOException {
        try {
            Files.createSymbolicLink(root.resolve(name), target);
        } catch (UnsupportedOperationException e) {
            assumeTrue(false, "skipped: this file system has no symbolic links");
        }
    }

    @Test
    void refusesWhatIsOverALimit() throws IOException {
        write("a", "x".repeat(10));
        write("b", "x".repeat(11));
        write("c", "x".repeat(10));
        write("d", "x".repeat(5));
        write("e", "x");
        OverlayDirectory source =
                OverlayDirectory.builder(root).fileLimit(10).totalLimit(25).build();

        assertThat(text(source, "a")).hasSize(10);
        assertThat(find(source, "b")).isEqualTo(new ContentAnswer.Refused());
        assertThat(text(source, "c")).hasSize(10);
        assertThat(text(source, "d")).hasSize(5);
        assertThat(find(source, "e")).isEqualTo(new ContentAnswer.Refused());
        assertThat(source.refresh())
                .isEqualTo(new OverlayDirectory.Refreshed(
                        3,
                        25,
                        java.util.List.of(
                                new Problem("b", "has more than 10 bytes"),
                                new Problem("e", "would make it more than 25 bytes together"))));
        assertThatThrownBy(() -> OverlayDirectory.builder(root).fileLimit(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OverlayDirectory.builder(root).totalLimit(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit of all files must not be negative, but is -1");
    }

    @Test
    void leavesOutWhatHasNoNameOfItsOwn() throws IOException {
        write(".hidden", "x");
        write(".git/config", "x");
        write("x\ty.xml", "x");
        write("b/.hidden", "x");
        write("RING", "first");
        write("ring", "second");
        OverlayDirectory source = source();

        assertThat(source.refresh().files()).isEqualTo(1);
        assertThat(text(source, "ring")).isEqualTo("first");
        assertThat(source.refresh().problems())
                .containsExactly(
                        new Problem("ring", "another name differs from this one in case only"),
                        new Problem("x?y.xml", "a file name is printable ASCII"));
    }

    @Test
    void needsADirectory() throws IOException {
        Path file = write("file", "x");
        for (Path wrong : new Path[] {root.resolve("nothing"), file}) {
            assertThatThrownBy(() -> OverlayDirectory.builder(wrong).build())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("The directory of static files cannot be read");
        }
        OverlayDirectory source = source();
        Files.delete(file);
        Files.delete(root);
        assertThatThrownBy(source::refresh).isInstanceOf(UncheckedIOException.class);
        assertThat(text(source, "file")).as("nothing changes").isEqualTo("x");
    }

    /** Old or new, never a mix: while others move files over the one that is read. */
    @Test
    void aFileThatIsReplacedIsOldOrNew() throws Exception {
        int size = 300_000;
        Files.write(root.resolve("f"), filled(size, 0));
        OverlayDirectory source = source();
        AtomicBoolean stop = new AtomicBoolean();
        FutureTask<Void> replacing = new FutureTask<>(() -> {
            for (byte i = 1; !stop.get(); i++) {
                Path next = Files.write(outside.resolve("next"), filled(size + i % 3, i));
                Files.move(next, root.resolve("f"), StandardCopyOption.ATOMIC_MOVE);
            }
            return null;
        });
        Thread thread = new Thread(replacing, "replacing");
        thread.start();
        try {
            for (int i = 0; i < Seeds.cases(5_000); i++) {
                source.refresh();
                ContentAnswer answer = find(source, "f");
                assertThat(answer).isInstanceOf(ContentAnswer.Found.class);
                ByteBuffer bytes = ((ContentAnswer.Found) answer).content().bytes();
                byte first = bytes.get(0);
                assertThat(bytes.remaining()).isEqualTo(size + first % 3);
                assertThat(bytes.mismatch(ByteBuffer.wrap(filled(size + first % 3, first))))
                        .isEqualTo(-1);
            }
        } finally {
            stop.set(true);
            Future<Void> ended = replacing;
            ended.get(30, TimeUnit.SECONDS);
        }
    }

    private static byte[] filled(int size, int with) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }
}
