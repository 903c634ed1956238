package org.emcc.tftp.content;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.emcc.core.internal.Require;
import org.emcc.tftp.trust.EnvelopeHeader;
import org.emcc.tftp.trust.FileDigest;
import org.emcc.tftp.trust.FileSigner;
import org.emcc.tftp.trust.SignedFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both forms of every file, signed and plain, over a source that has one of them.
 *
 * <table>
 *   <caption>Answers</caption>
 *   <tr><th>Asked</th><th>The source has</th><th>Answer</th></tr>
 *   <tr><td>any name</td><td>that name</td><td>as it is there</td></tr>
 *   <tr><td>{@code X.sgn}</td><td>only {@code X}</td><td>{@code X}, signed; it is building while it is signed</td></tr>
 *   <tr><td>{@code X}</td><td>only {@code X.sgn}</td><td>{@code X.sgn} without its envelope</td></tr>
 *   <tr><td>{@code X}</td><td>only {@code X.sgn}, which is no signed file</td><td>not found</td></tr>
 *   <tr><td>{@code X.sgn.sgn}</td><td>only {@code X.sgn}</td><td>not found: nothing is signed twice</td></tr>
 *   <tr><td>{@code X.sgn}</td><td>only {@code X}, over the limit of a file</td><td>not found</td></tr>
 *   <tr><td>either</td><td>neither, but one it is busy with, or refuses</td><td>busy, or refused</td></tr>
 * </table>
 *
 * <p>A signed file is kept, up to a limit of bytes, and answered as long as the plain file has the same bytes; so both forms change at the
 * same moment, on every transport. Of one file at most one signing runs, and all who ask meanwhile share it. When the signer fails, that is
 * the failure of a source, upon which a client is told to try again, and the next request signs again; it is never a file that is not there.
 *
 * <p>A service is put together from the inside to the outside: the files of phones, before them the static ones, over both the trust lists
 * of devices, and over all both forms; the same source stands under all servers. A phone that has logged in from another cluster is known
 * too, by its temporary device, or it would not get the trust list by which it checks its file:
 *
 * <pre>{@code
 * var overlay = OverlayDirectory.builder(folder).over(phoneFiles).build();      // a ClusterPhoneFiles
 * var lists = DeviceTrustLists.of(
 *         overlay,
 *         device -> directory.phone(device).isPresent() || home.temporaryDevice(device).isPresent());
 * var service = SignedContent.builder(lists, signer, threads).digest(FileDigest.SHA_512).build();
 * var tftp = TftpServer.builder(new InetSocketAddress(own, 69), service).start();
 * var http = ContentHttpServer.builder(new InetSocketAddress(own, 6970), service).start();
 * }</pre>
 *
 * <p>The header of a signed file has the name as it was asked for first, folders included; that of a phone's configuration file has the
 * phone's name in capitals, however it was asked (inferred: names are the same in any case, 10.2). Source: tftp 10.2 (step 4), 17 (requirement 5); phone-config-files 2.2, 2.3, 6.3. The limits are
 * the SDK's own, but for the number that is served at a time (tftp 10.3).
 *
 * @threadsafety thread-safe; no lock is held while a file is signed
 * @since 0.1.0
 */
public final class SignedContent implements ContentSource {
    /** What a file takes besides its bytes, roughly. */
    static final int OVERHEAD = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(SignedContent.class);
    private static final String SIGNED = ".sgn";

    private final ContentSource source;
    private final FileSigner signer;
    private final Executor executor;
    private final FileDigest digest;
    private final Clock clock;
    private final long byteLimit;
    private final int fileLimit;
    private final int signingsAtOnce;
    private final int waitersPerSigning;
    private final boolean plainOverHttps;

    // All guarded by kept. The keys are names in small letters: a file that is asked for in many spellings is signed
    // once.
    private final LinkedHashMap<String, Signed> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Signing> running = new HashMap<>();
    private long size;
    private int signings;
    private long signed;
    private long failed;

    /** A signed file, which begins with its header and ends with the plain file. */
    private record Signed(Content content, int header, WeakReference<Content> plain) {
        /** Sources mostly give the same object again; bytes are compared only where they do not. */
        @SuppressWarnings("ReferenceEquality") // the same object has the same bytes, and saves comparing them
        boolean isOf(Content other) {
            return plain.get() == other || content.bytes().position(header).equals(other.bytes());
        }

        long cost() {
            return (long) content.size() + OVERHEAD;
        }
    }

    /** A file that is being signed. */
    private static final class Signing {
        private final String header;
        private final Content plain;
        private final SharedBuild build = new SharedBuild();

        Signing(String header, Content plain) {
            this.header = header;
            this.plain = plain;
        }

        @SuppressWarnings("ReferenceEquality") // as above
        boolean isOf(Content other) {
            return plain == other || plain.bytes().equals(other.bytes());
        }
    }

    private SignedContent(Builder builder) {
        this.source = builder.source;
        this.signer = builder.signer;
        this.executor = builder.executor;
        this.digest = builder.digest;
        this.clock = builder.clock;
        this.byteLimit = builder.byteLimit;
        this.fileLimit = builder.fileLimit;
        this.signingsAtOnce = builder.signingsAtOnce;
        this.waitersPerSigning = builder.waitersPerSigning;
        this.plainOverHttps = builder.plainOverHttps;
    }

    /**
     * Begins a source.
     *
     * @param source has each file in one form, or in both
     * @param signer signs; called on the executor's threads, at once for several files, and may wait
     * @param executor runs signings. One that refuses makes for {@link ContentAnswer.Busy}. Not closed here
     * @return a new builder
     */
    public static Builder builder(ContentSource source, FileSigner signer, Executor executor) {
        return new Builder(source, signer, executor);
    }

    @Override
    public ContentAnswer find(ContentRequest request) {
        if (plainOverHttps && request.transport() == Transport.HTTPS) {
            Optional<ContentName> plain =
                    plain(request.name()).filter(name -> name.phone().isPresent());
            if (plain.isPresent()) {
                return either(named(request, plain.get()));
            }
        }
        return either(request);
    }

    private ContentAnswer either(ContentRequest request) {
        return Answers.orElse(source.find(request), () -> otherForm(request));
    }

    private ContentAnswer otherForm(ContentRequest request) {
        if (isSigned(request.name())) {
            return plain(request.name())
                    .map(plain -> Answers.ofFound(
                            source.find(named(request, plain)), content -> signed(request.name(), plain, content)))
                    .orElseGet(ContentAnswer.NotFound::new);
        }
        return ContentName.decode(request.name().spelled() + SIGNED)
                .value()
                .map(name -> Answers.ofFound(source.find(named(request, name)), file -> stripped(name, file)))
                .orElseGet(ContentAnswer.NotFound::new);
    }

    private static boolean isSigned(ContentName name) {
        return name.value().endsWith(SIGNED);
    }

    /** The name of the plain file, when this is one of a signed file, and not of one that would be signed twice. */
    private static Optional<ContentName> plain(ContentName name) {
        String spelled = name.spelled();
        return isSigned(name)
                ? ContentName.decode(spelled.substring(0, spelled.length() - SIGNED.length()))
                        .value()
                        .filter(plain -> !isSigned(plain))
                : Optional.empty();
    }

    private static ContentRequest named(ContentRequest request, ContentName name) {
        return new ContentRequest(name, request.client(), request.transport());
    }

    private static ContentAnswer stripped(ContentName name, Content file) {
        ByteBuffer bytes = file.bytes();
        byte[] beginning = new byte[Math.min(bytes.remaining(), EnvelopeHeader.MAX_BYTES)];
        bytes.get(beginning);
        Optional<EnvelopeHeader> header = SignedFile.decodeHeader(beginning).value();
        if (header.isEmpty()) {
            LOG.debug("{} is no signed file, so that there is no plain one", name);
            return new ContentAnswer.NotFound();
        }
        return new ContentAnswer.Found(file.from(header.get().length()));
    }

    private ContentAnswer signed(ContentName name, ContentName plainName, Content plain) {
        if (plain.size() > fileLimit) {
            LOG.debug("{} is too large to be signed", plainName);
            return new ContentAnswer.NotFound();
        }
        String key = name.value();
        Signing mine;
        boolean begins = false;
        synchronized (kept) {
            Signed old = kept.get(key);
            if (old != null && old.isOf(plain)) {
                return new ContentAnswer.Found(old.content());
            }
            mine = running.get(key);
            if (mine == null || !mine.isOf(plain)) {
                if (signings >= signingsAtOnce) {
                    return new ContentAnswer.Busy();
                }
                signings++;
                mine = new Signing(header(name, plainName), plain);
                running.put(key, mine);
                begins = true;
            }
            if (!mine.build.admits(waitersPerSigning)) {
                return new ContentAnswer.Busy();
            }
        }
        if (begins) {
            begin(key, mine);
        }
        return mine.build.answer();
    }

    private static String header(ContentName name, ContentName plain) {
        return plain.phone()
                .map(phone ->
                        phone.value() + name.value().substring(phone.value().length()))
                .orElseGet(name::spelled);
    }

    private void begin(String name, Signing signing) {
        try {
            executor.execute(() -> run(name, signing));
        } catch (RuntimeException
                | Error e) { // no thread can be made: an Error, after which somebody waits none the less
            LOG.warn("There is no thread to sign {}: {}", name, e.toString());
            ended(name, signing, null);
            signing.build.end(new ContentAnswer.Busy());
        }
    }

    /** Whatever the signer throws, an Error too, somebody waits for an answer. */
    private void run(String name, Signing signing) {
        Signed made;
        try {
            made = sign(signing.header, signing.plain);
        } catch (Throwable e) {
            LOG.warn("{} could not be signed", name, e);
            ended(name, signing, null);
            signing.build.fail(new IllegalStateException(name + " could not be signed", e));
            return;
        }
        ended(name, signing, made);
        signing.build.end(new ContentAnswer.Found(made.content()));
    }

    private Signed sign(String name, Content plain) {
        byte[] bytes = new byte[plain.size()];
        plain.bytes().get(bytes);
        SignedFile file =
                SignedFile.builder(name, bytes, clock.instant()).digest(digest).build(signer);
        byte[] encoded = file.encode();
        int header = file.header().length();
        return new Signed(
                Content.ofOwn(encoded, version(Arrays.copyOf(encoded, header))), header, new WeakReference<>(plain));
    }

    /** Of the header, in which the signature stands for all else. */
    private static String version(byte[] header) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(header))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    private void ended(String name, Signing signing, @Nullable Signed made) {
        synchronized (kept) {
            signings--;
            boolean newest = running.remove(name, signing);
            if (made == null) {
                failed++;
            } else {
                signed++;
                if (newest) {
                    keep(name, made);
                }
            }
        }
    }

    private void keep(String name, Signed made) {
        Signed old = kept.remove(name);
        if (old != null) {
            size -= old.cost();
        }
        if (made.cost() > byteLimit) {
            return;
        }
        kept.put(name, made);
        size += made.cost();
        Iterator<Signed> oldest = kept.values().iterator();
        while (size > byteLimit) {
            size -= oldest.next().cost();
            oldest.remove();
        }
    }

    /**
     * What was signed so far.
     *
     * @return the counters, all of one instant
     */
    public ContentCounters counters() {
        synchronized (kept) {
            Map<String, Long> counts = new LinkedHashMap<>();
            counts.put("BuildSignCount", signed);
            counts.put("BuildAbortCount", failed);
            return ContentCounters.of(counts);
        }
    }

    /** What it is over, and by which digest it signs. */
    @Override
    public String toString() {
        return "SignedContent[by " + digest.name().toLowerCase(Locale.ROOT) + "]";
    }

    /**
     * Collects what a source needs.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final ContentSource source;
        private final FileSigner signer;
        private final Executor executor;
        private FileDigest digest = FileDigest.SHA_1;
        private Clock clock = Clock.systemUTC();
        private long byteLimit = 32L * 1024 * 1024;
        private int fileLimit = 8 * 1024 * 1024;
        private int signingsAtOnce = 500;
        private int waitersPerSigning = 500;
        private boolean plainOverHttps;

        private Builder(ContentSource source, FileSigner signer, Executor executor) {
            this.source = Objects.requireNonNull(source, "source");
            this.signer = Objects.requireNonNull(signer, "signer");
            this.executor = Objects.requireNonNull(executor, "executor");
        }

        /**
         * By which digest files are signed: the product's <em>TFTP File Signature Algorithm</em>. SHA-1 by default, which every phone knows;
         * phones that do not know SHA-512 refuse what is signed by it (phone-config-files 6.3).
         *
         * @param digest the digest
         * @return this builder
         */
        public Builder digest(FileDigest digest) {
            this.digest = Objects.requireNonNull(digest, "digest");
            return this;
        }

        /**
         * Which time a file says that it was signed at; the system's clock by default.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * How much is kept at most, where each file counts a KiB more than its bytes; those that nobody has asked for longest go first.
         * 32 MiB by default.
         *
         * @param bytes zero or more; 0 keeps nothing
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder byteLimit(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("byte limit must not be negative, but is " + bytes);
            }
            this.byteLimit = bytes;
            return this;
        }

        /**
         * How long a plain file may be that is signed; a longer one has no signed form. 8 MiB by default. Signing takes several times as much
         * memory.
         *
         * @param bytes 0 to 1 GiB
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder fileLimit(int bytes) {
            this.fileLimit = Require.range(bytes, "limit of a file", 0, 1 << 30);
            return this;
        }

        /**
         * How many signings run, or wait for a thread, at a time; above it the answer is busy. 500 by default.
         *
         * @param signings 1 to 65536
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder signingsAtOnce(int signings) {
            this.signingsAtOnce = Require.range(signings, "signings at once", 1, 65_536);
            return this;
        }

        /**
         * How many requests may wait for one signing; above it the answer is busy. One that has given up waiting counts until the signing
         * ends. 500 by default.
         *
         * @param requests 1 to 65536
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder waitersPerSigning(int requests) {
            this.waitersPerSigning = Require.range(requests, "waiters per signing", 1, 65_536);
            return this;
        }

        /**
         * Answers {@code SEP<mac>.cnf.xml.sgn} over HTTPS with the plain file, as phones expect at port 6971 (phone-config-files 2.3). By
         * default the signed file is answered there too. What phones expect at 6972 is not known: a server there takes a second {@code
         * SignedContent} over the same source, without this.
         *
         * @return this builder
         */
        public Builder plainOverHttps() {
            this.plainOverHttps = true;
            return this;
        }

        /**
         * Makes the source.
         *
         * @return a source that has signed nothing
         */
        public SignedContent build() {
            return new SignedContent(this);
        }
    }
}
