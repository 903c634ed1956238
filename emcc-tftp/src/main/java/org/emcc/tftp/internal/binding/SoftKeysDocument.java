package org.emcc.tftp.internal.binding;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The root of a soft key file, as JAXB wants it. */
@XmlRootElement(name = "softKeyCfg")
@XmlType(propOrder = {"versionStamp", "types", "sets"})
@XmlAccessorType(XmlAccessType.FIELD)
public final class SoftKeysDocument {
    @XmlElement
    @Nullable
    public String versionStamp;

    @XmlElement(name = "typeSoftKey")
    public final List<Types> types = new ArrayList<>();

    @XmlElement(name = "softKeySets")
    public final List<Sets> sets = new ArrayList<>();

    /** The definitions. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Types {
        @XmlElement(name = "softKeyDef")
        public final List<Definition> definitions = new ArrayList<>();
    }

    /** One definition. */
    @XmlType(propOrder = {"tag", "eventID", "helpID"})
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Definition {
        @XmlAttribute
        @Nullable
        public String keyID;

        @XmlElement
        @Nullable
        public String tag;

        @XmlElement
        @Nullable
        public String eventID;

        @XmlElement
        @Nullable
        public String helpID;
    }

    /** The sets. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Sets {
        @XmlElement(name = "softKeySet")
        public final List<KeySet> sets = new ArrayList<>();
    }

    /** One set. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class KeySet {
        @XmlAttribute
        @Nullable
        public String id;

        @XmlElement(name = "softKey")
        public final List<Key> keys = new ArrayList<>();
    }

    /** One key of a set. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Key {
        @XmlAttribute
        @Nullable
        public String keyID;
    }
}
