package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlException;
import org.emcc.tftp.TftpFormatException;
import org.emcc.tftp.internal.binding.PhoneFileBinding;
import org.emcc.tftp.internal.binding.SoftKeysDocument;
import org.jspecify.annotations.Nullable;

/**
 * A soft key file, {@code SK<uuid>.xml}: which keys a phone shows in which state of a call. Source: phone-config-files 5.5.
 *
 * @param versionStamp what changes when the keys do; may be empty
 * @param definitions the keys that the sets may name, in order
 * @param sets the sets, in order
 * @threadsafety immutable
 * @since 0.1.0
 */
public record SoftKeys(String versionStamp, List<Definition> definitions, List<KeySet> sets) {
    /** The most keys in a set. */
    public static final int MOST_KEYS = 16;

    private static final int HELP = 300;

    /** {@code keyID:tag:eventID}; {@code helpID} is {@code eventID} + 300, but for Undefined. */
    private static final String KNOWN =
            "Undefined:0:0 Redial:1:1 NewCall:2:2 Hold:3:3 Transfer:4:4 CFwdAll:5:5 <<:8:8 EndCall:9:9"
                    + " Resume:10:10 Answer:11:11 Confrn:13:13 Park:14:14 Join:15:15 MeetMe:16:16 PickUp:17:17 GPickUp:18:18"
                    + " RmLstC:57:19 CallBack:65:20 QRT:75:22 MCID:76:27 Select:78:29 ConfList:79:30 iDivert:80:31 OPickUp:91:34"
                    + " HLog:92:35 DND:63:69 AbbrDial:7740:71 Record:7747:74";

    /** Name, what it must have, and what it may have besides {@code Undefined}. */
    private static final List<String> SETS = List.of(
            "On Hook|NewCall|Redial DND CFwdAll HLog PickUp GPickUp OPickUp CallBack MeetMe QRT",
            "Off Hook||Redial EndCall DND CFwdAll HLog PickUp GPickUp OPickUp AbbrDial",
            "Off Hook With Feature||Redial EndCall DND AbbrDial",
            "Digits After First|<<|EndCall DND AbbrDial",
            "Ring Out||EndCall DND CallBack",
            "Connected|EndCall|Hold Transfer Park Confrn ConfList RmLstC Record iDivert DND HLog QRT MCID Select Join",
            "Connected No Feature||EndCall",
            "Connected Transfer|Transfer|EndCall CallBack QRT",
            "Connected Conference|Confrn|EndCall DND QRT",
            "On Hold|Resume|NewCall iDivert DND Select Join",
            "Ring In||Answer iDivert DND",
            "Remote In Use||");

    /**
     * A key.
     *
     * @param keyId its name, for example {@code NewCall}
     * @param tag the index of its caption in the phone's dictionary, 0 to 99999
     * @param eventId what it does, 0 to 99999
     * @param helpId its help text, 0 to 99999
     */
    public record Definition(String keyId, int tag, int eventId, int helpId) {
        /**
         * Checks the parts.
         *
         * @param keyId its name
         * @param tag the index of its caption
         * @param eventId what it does
         * @param helpId its help text
         * @throws IllegalArgumentException when the name has more than 64 characters or is blank, or a number is out of range
         */
        public Definition {
            Require.text(keyId, "keyID", 64);
            Require.range(tag, "tag", 0, 99_999);
            Require.range(eventId, "eventID", 0, 99_999);
            Require.range(helpId, "helpID", 0, 99_999);
        }
    }

    /**
     * The keys of a state.
     *
     * @param id the state, for example {@code On Hook}
     * @param keys the {@code keyID}s, in order; {@code Undefined} leaves a place free
     */
    public record KeySet(String id, List<String> keys) {
        /**
         * Copies the list.
         *
         * @param id the state
         * @param keys the keys, in order
         * @throws IllegalArgumentException when a name has more than 64 characters or is blank
         */
        public KeySet {
            Require.text(id, "id of a soft key set", 64);
            keys = Require.list(keys, "keys");
            keys.forEach(key -> Require.text(key, "keyID", 64));
        }
    }

    /**
     * Copies the lists.
     *
     * @param versionStamp what changes when the keys do
     * @param definitions the keys that the sets may name
     * @param sets the sets
     * @throws IllegalArgumentException when the stamp has more than 128 characters
     */
    public SoftKeys {
        Require.textOrEmpty(versionStamp, "versionStamp", 128);
        definitions = Require.list(definitions, "definitions");
        sets = Require.list(sets, "sets");
    }

    /**
     * All keys of the table of 5.5.
     *
     * @return the definitions, with the numbers that phones know
     */
    public static List<Definition> knownKeys() {
        List<Definition> known = new ArrayList<>();
        for (String row : KNOWN.split(" ", -1)) {
            String[] parts = row.split(":", -1);
            int event = Integer.parseInt(parts[2]);
            known.add(new Definition(parts[0], Integer.parseInt(parts[1]), event, event == 0 ? 0 : event + HELP));
        }
        return List.copyOf(known);
    }

    /**
     * Reads a file. What it does not know is passed over; one key or set that breaks a rule of this class refuses the whole file.
     *
     * @param file the bytes
     * @return the soft keys, or why they cannot be read
     */
    public static Decoded<SoftKeys> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        try {
            SoftKeysDocument document = PhoneFileBinding.read(file, SoftKeysDocument.class, "softKeyCfg", name -> name);
            List<Definition> definitions = new ArrayList<>();
            for (SoftKeysDocument.Types types : document.types) {
                for (SoftKeysDocument.Definition key : types.definitions) {
                    definitions.add(new Definition(
                            Elements.trimmed(key.keyID),
                            number(key.tag, "tag"),
                            number(key.eventID, "eventID"),
                            number(key.helpID, "helpID")));
                }
            }
            List<KeySet> sets = new ArrayList<>();
            for (SoftKeysDocument.Sets all : document.sets) {
                for (SoftKeysDocument.KeySet set : all.sets) {
                    sets.add(new KeySet(
                            Elements.trimmed(set.id),
                            set.keys.stream()
                                    .map(key -> Elements.trimmed(key.keyID))
                                    .toList()));
                }
            }
            return Decoded.ok(new SoftKeys(Elements.trimmed(document.versionStamp), definitions, sets));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Decoded.refused("softKeyCfg", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a file.
     *
     * @param file the bytes
     * @return the soft keys
     * @throws TftpFormatException when they cannot be read
     */
    public static SoftKeys decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    private static int number(@Nullable String bound, String what) {
        return Elements.number(Optional.of(Elements.trimmed(bound)))
                .orElseThrow(() -> new IllegalArgumentException(what + " must be a number"));
    }

    /**
     * What phones would not take: too many keys, keys without a definition, keys that a state must have or may not have, numbers
     * other than those of the table. At most 200 findings, of which the last says so when there are more.
     *
     * @return the findings; empty when there are none
     */
    public List<Problem> check() {
        Findings findings = new Findings("softKeyCfg");
        Map<String, Definition> known = new LinkedHashMap<>();
        knownKeys().forEach(key -> known.put(key.keyId, key));
        Set<String> defined = new HashSet<>();
        for (Definition key : definitions) {
            if (!defined.add(key.keyId)) {
                findings.add("softKeyDef " + key.keyId, "a key must be defined once, but is defined again.");
            }
            Definition meant = known.get(key.keyId);
            if (meant != null && !meant.equals(key)) {
                findings.add(
                        "softKeyDef " + key.keyId,
                        "tag, eventID and helpID must be " + meant.tag + ", " + meant.eventId + " and " + meant.helpId
                                + ".");
            }
        }
        for (KeySet set : sets) {
            check(set, defined, findings);
        }
        return findings.list();
    }

    private static void check(KeySet set, Set<String> defined, Findings findings) {
        String where = "softKeySet " + set.id;
        if (set.keys.size() > MOST_KEYS) {
            findings.add(where, "a set must have at most 16 keys, but has " + set.keys.size() + ".");
        }
        Optional<String[]> rule = SETS.stream()
                .map(row -> row.split("\\|", -1))
                .filter(row -> row[0].equals(set.id))
                .findFirst();
        if (rule.isEmpty()) {
            findings.add(where, "phones know no such set.");
        }
        for (String key : set.keys) {
            if (!defined.contains(key)) {
                findings.add(where, "the key " + key + " must be defined.");
            }
            if (rule.isPresent()
                    && !key.equals("Undefined")
                    && !key.equals(rule.get()[1])
                    && !List.of(rule.get()[2].split(" ", -1)).contains(key)) {
                findings.add(where, "the key " + key + " is not allowed in this set.");
            }
        }
        if (rule.isPresent() && !rule.get()[1].isEmpty() && !set.keys.contains(rule.get()[1])) {
            findings.add(where, "the set must have the key " + rule.get()[1] + ".");
        }
    }

    /**
     * Writes the file.
     *
     * @return a new array, in UTF-8
     */
    public byte[] encode() {
        SoftKeysDocument document = new SoftKeysDocument();
        document.versionStamp = Elements.orNull(versionStamp);
        SoftKeysDocument.Types types = new SoftKeysDocument.Types();
        for (Definition key : definitions) {
            SoftKeysDocument.Definition bound = new SoftKeysDocument.Definition();
            bound.keyID = key.keyId;
            bound.tag = Integer.toString(key.tag);
            bound.eventID = Integer.toString(key.eventId);
            bound.helpID = Integer.toString(key.helpId);
            types.definitions.add(bound);
        }
        document.types.add(types);
        SoftKeysDocument.Sets all = new SoftKeysDocument.Sets();
        for (KeySet set : sets) {
            SoftKeysDocument.KeySet bound = new SoftKeysDocument.KeySet();
            bound.id = set.id;
            for (String key : set.keys) {
                SoftKeysDocument.Key one = new SoftKeysDocument.Key();
                one.keyID = key;
                bound.keys.add(one);
            }
            all.sets.add(bound);
        }
        document.sets.add(all);
        return PhoneFileBinding.write(document);
    }
}
