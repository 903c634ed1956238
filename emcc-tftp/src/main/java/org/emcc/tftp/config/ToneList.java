package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlException;
import org.emcc.tftp.TftpFormatException;
import org.emcc.tftp.internal.binding.PhoneFileBinding;
import org.emcc.tftp.internal.binding.TonesDocument;
import org.jspecify.annotations.Nullable;

/**
 * The call progress tones of a country: {@code g3-tones.xml} of most phones, {@code g4-tones.xml} of 99xx; {@link LocaleFiles} says which
 * phone asks for which. Source: phone-config-files 5.7.
 *
 * @param localeName the network locale; may be empty
 * @param baseVersion the vendor's version of the original; may be empty
 * @param translationVersion the version of the translation; may be empty
 * @param tones the tones, in order; at most 64, as <em>inferred</em>: the product's have ten
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ToneList(String localeName, String baseVersion, String translationVersion, List<Tone> tones) {
    /** The most tones of a file; our choice. */
    public static final int MOST = 64;

    /** The most parts of a tone; our choice. */
    public static final int MOST_PARTS = 64;

    /** Milliseconds that never end, and repetitions for ever. */
    public static final int ENDLESS = 65_535;

    private static final int MOST_GENERATORS = 4;
    private static final int SCALE = 32_768;
    private static final double SAMPLES = 8000;

    /** The tones that files of the product have; the last one only {@code g4-tones.xml}. */
    private static final Set<String> NAMES = Set.of(
            "ringing",
            "reorder",
            "busy",
            "odial",
            "idial",
            "recording",
            "amwi",
            "monitoring",
            "securewarning",
            "unsecurewarning");

    /**
     * A generator of a sine at 8000 samples per second. What the numbers mean is <em>inferred</em> from the files of the product, which
     * obey it.
     *
     * @param coefficient {@code c1} to {@code c4}: 32768 times the cosine of the angle between two samples, -32768 to 32768
     * @param start {@code i1} to {@code i4}: minus the amplitude times the sine of that angle, -32768 to 32768
     * @threadsafety immutable
     * @since 0.1.0
     */
    public record Generator(int coefficient, int start) {
        /**
         * Checks the ranges.
         *
         * @param coefficient the coefficient
         * @param start the start value
         * @throws IllegalArgumentException when one is none of -32768 to 32768
         */
        public Generator {
            Require.range(coefficient, "c of a tone", -SCALE, SCALE);
            Require.range(start, "i of a tone", -SCALE, SCALE);
        }

        /**
         * The generator of a frequency.
         *
         * @param hertz 1 to 3999 Hz
         * @param amplitude 0 to 32767; the product's files have about 2900 to 6000
         * @return the generator
         * @throws IllegalArgumentException when one is out of range
         */
        public static Generator of(int hertz, int amplitude) {
            double angle = 2 * Math.PI * Require.range(hertz, "frequency", 1, 3999) / SAMPLES;
            Require.range(amplitude, "amplitude", 0, SCALE - 1);
            return new Generator(
                    (int) Math.round(SCALE * Math.cos(angle)), (int) Math.round(-amplitude * Math.sin(angle)));
        }

        /**
         * The frequency.
         *
         * @return in Hz, rounded; 0 to 4000
         */
        public int hertz() {
            return (int) Math.round(Math.acos((double) coefficient / SCALE) * SAMPLES / (2 * Math.PI));
        }
    }

    /**
     * A time in which a tone sounds, or does not.
     *
     * @param on true when it sounds
     * @param milliseconds how long, 0 to 65535; {@link ToneList#ENDLESS} never ends
     * @threadsafety immutable
     * @since 0.1.0
     */
    public record Part(boolean on, int milliseconds) {
        /**
         * Checks the time.
         *
         * @param on true when it sounds
         * @param milliseconds how long
         * @throws IllegalArgumentException when the time is none of 0 to 65535
         */
        public Part {
            Require.range(milliseconds, "t of a part", 0, ENDLESS);
        }
    }

    /**
     * A tone.
     *
     * @param name {@code t}: when it is played, for example {@code busy}
     * @param generators one to four; each part that is on uses the next ones, as many as {@code perPart} says
     * @param perPart {@code d}: how many generators each part that is on uses, one to seven numbers of 1 to 4
     * @param parts the parts, in order; one to 64
     * @param repetitions how often the parts are played, 0 to 65535; {@link ToneList#ENDLESS} for ever
     * @threadsafety immutable
     * @since 0.1.0
     */
    public record Tone(
            String name, List<Generator> generators, List<Integer> perPart, List<Part> parts, int repetitions) {
        /**
         * Copies the lists.
         *
         * @param name when it is played
         * @param generators the generators
         * @param perPart how many of them each part that is on uses
         * @param parts the parts
         * @param repetitions how often
         * @throws IllegalArgumentException when the name is blank or has more than 64 characters, or a number of things is out of range
         */
        public Tone {
            Require.text(name, "t of a tone", 64);
            generators = Require.list(generators, "generators");
            Require.range(generators.size(), "number of generators", 1, MOST_GENERATORS);
            perPart = Require.list(perPart, "generators per part");
            Require.range(perPart.size(), "number of parts in d", 1, 7);
            perPart.forEach(each -> Require.range(each, "number of generators in d", 1, MOST_GENERATORS));
            parts = Require.list(parts, "parts");
            Require.range(parts.size(), "number of parts", 1, MOST_PARTS);
            Require.range(repetitions, "c of repeat", 0, ENDLESS);
        }

        /**
         * A tone whose parts all sound alike and that goes on until somebody ends it.
         *
         * @param name when it is played
         * @param amplitude of each frequency, 0 to 32767
         * @param hertz one to four frequencies that sound together, 1 to 3999 Hz
         * @param parts the parts; so many may be on that all of them together need at most four generators
         * @return the tone
         * @throws IllegalArgumentException when something is out of range
         */
        public static Tone of(String name, int amplitude, List<Integer> hertz, List<Part> parts) {
            Objects.requireNonNull(hertz, "hertz");
            int sounding = (int) Objects.requireNonNull(parts, "parts").stream()
                    .filter(Part::on)
                    .count();
            List<Generator> generators = new ArrayList<>();
            List<Integer> perPart = new ArrayList<>();
            for (int i = 0; i < Require.range(sounding, "number of parts that are on", 1, MOST_GENERATORS); i++) {
                hertz.forEach(each -> generators.add(Generator.of(each, amplitude)));
                perPart.add(hertz.size());
            }
            return new Tone(name, generators, perPart, parts, ENDLESS);
        }

        /** {@code d}: one hexadecimal digit for each part, the first part last. */
        private int d() {
            int all = 0;
            for (int i = perPart.size() - 1; i >= 0; i--) {
                all = all << 4 | perPart.get(i);
            }
            return all;
        }
    }

    /**
     * Copies the list.
     *
     * @param localeName the network locale
     * @param baseVersion the version of the original
     * @param translationVersion the version of the translation
     * @param tones the tones, in order
     * @throws IllegalArgumentException when a text has more than 128 characters, or there are more than 64 tones
     */
    public ToneList {
        Require.textOrEmpty(localeName, "trkLocaleName", 128);
        Require.textOrEmpty(baseVersion, "trkBaseClearcaseVersion", 128);
        Require.textOrEmpty(translationVersion, "trkTranslationVersion", 128);
        tones = Require.list(tones, "tones");
        Require.range(tones.size(), "number of tones", 0, MOST);
    }

    /**
     * Reads a file. What it does not know is passed over; one tone that breaks a rule of this class refuses the whole file.
     *
     * @param file the bytes
     * @return the tones, or why they cannot be read
     */
    public static Decoded<ToneList> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        try {
            TonesDocument document = PhoneFileBinding.read(file, TonesDocument.class, "tones", name -> name);
            List<Tone> tones = new ArrayList<>();
            for (TonesDocument.Tone tone : document.tones) {
                tones.add(tone(tone));
            }
            return Decoded.ok(new ToneList(
                    Elements.trimmed(document.localeName),
                    Elements.trimmed(document.baseVersion),
                    Elements.trimmed(document.translationVersion),
                    tones));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Decoded.refused("tone", String.valueOf(e.getMessage()));
        }
    }

    private static Tone tone(TonesDocument.Tone bound) {
        List<Generator> generators = new ArrayList<>();
        List<@Nullable String> numbers =
                Arrays.asList(bound.c1, bound.i1, bound.c2, bound.i2, bound.c3, bound.i3, bound.c4, bound.i4);
        boolean ended = false;
        for (int i = 0; i < numbers.size(); i += 2) {
            String coefficient = Elements.trimmed(numbers.get(i));
            String start = Elements.trimmed(numbers.get(i + 1));
            if (coefficient.isEmpty() && start.isEmpty()) {
                ended = true;
            } else if (ended) {
                throw new IllegalArgumentException("c" + (i / 2 + 1) + " must follow c" + i / 2);
            } else {
                generators.add(new Generator(signed(coefficient, "c" + (i / 2 + 1)), signed(start, "i" + (i / 2 + 1))));
            }
        }
        List<Integer> perPart = new ArrayList<>();
        for (int rest = number(bound.d, "d"); rest > 0; rest >>= 4) {
            perPart.add(rest & 15);
        }
        List<Part> parts = new ArrayList<>();
        for (TonesDocument.Part part : bound.parts) {
            String mode = Elements.trimmed(part.m);
            if (!mode.equals("on") && !mode.equals("off")) {
                throw new IllegalArgumentException("m of a part must be on or off");
            }
            parts.add(new Part(mode.equals("on"), number(part.t, "t of a part")));
        }
        if (bound.repeats.size() != 1) {
            throw new IllegalArgumentException("a tone must have one repeat");
        }
        return new Tone(
                Elements.trimmed(bound.t), generators, perPart, parts, number(bound.repeats.get(0).c, "c of repeat"));
    }

    private static int number(@Nullable String bound, String what) {
        return Elements.number(Optional.of(Elements.trimmed(bound)))
                .orElseThrow(() -> new IllegalArgumentException(what + " must be a number"));
    }

    private static int signed(String text, String what) {
        boolean minus = text.startsWith("-");
        OptionalInt number = Elements.number(Optional.of(minus ? text.substring(1) : text));
        int value = number.orElseThrow(() -> new IllegalArgumentException(what + " must be a number"));
        return minus ? -value : value;
    }

    /**
     * Reads a file.
     *
     * @param file the bytes
     * @return the tones
     * @throws TftpFormatException when they cannot be read
     */
    public static ToneList decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    /**
     * What no file of the product has: other tones, a tone twice, parts and generators that do not fit together. At most 200 findings, of
     * which the last says so when there are more.
     *
     * @return the findings; empty when there are none
     */
    public List<Problem> check() {
        Findings findings = new Findings("tones");
        Set<String> seen = new HashSet<>();
        for (Tone tone : tones) {
            String where = "tone " + tone.name;
            if (!NAMES.contains(tone.name)) {
                findings.add(where, "phones know no such tone.");
            }
            if (!seen.add(tone.name)) {
                findings.add(where, "a tone must stand there once, but is there again.");
            }
            int used = tone.perPart.stream().mapToInt(Integer::intValue).sum();
            if (used != tone.generators.size()) {
                findings.add(
                        where,
                        "d must use as many generators as there are, " + tone.generators.size() + ", but uses " + used
                                + ".");
            }
            long on = tone.parts.stream().filter(Part::on).count();
            if (on != tone.perPart.size()) {
                findings.add(
                        where,
                        "d must have a digit for each part that is on, " + on + ", but has " + tone.perPart.size()
                                + ".");
            }
        }
        return findings.list();
    }

    /**
     * Writes the file.
     *
     * @return a new array, in UTF-8
     */
    public byte[] encode() {
        TonesDocument document = new TonesDocument();
        document.localeName = localeName;
        document.baseVersion = baseVersion;
        document.translationVersion = translationVersion;
        for (Tone tone : tones) {
            TonesDocument.Tone bound = new TonesDocument.Tone();
            bound.c1 = number(tone, 0, true);
            bound.i1 = number(tone, 0, false);
            bound.c2 = number(tone, 1, true);
            bound.i2 = number(tone, 1, false);
            bound.c3 = number(tone, 2, true);
            bound.i3 = number(tone, 2, false);
            bound.c4 = number(tone, 3, true);
            bound.i4 = number(tone, 3, false);
            bound.d = Integer.toString(tone.d());
            bound.t = tone.name;
            for (Part part : tone.parts) {
                TonesDocument.Part one = new TonesDocument.Part();
                one.m = part.on ? "on" : "off";
                one.t = Integer.toString(part.milliseconds);
                bound.parts.add(one);
            }
            TonesDocument.Repeat repeat = new TonesDocument.Repeat();
            repeat.c = Integer.toString(tone.repetitions);
            bound.repeats.add(repeat);
            document.tones.add(bound);
        }
        return PhoneFileBinding.write(document);
    }

    private static @Nullable String number(Tone tone, int generator, boolean coefficient) {
        if (generator >= tone.generators.size()) {
            return null;
        }
        Generator one = tone.generators.get(generator);
        return Integer.toString(coefficient ? one.coefficient : one.start);
    }
}
