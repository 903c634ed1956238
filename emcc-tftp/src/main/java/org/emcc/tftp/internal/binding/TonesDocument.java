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

/** The root of the call progress tones, as JAXB wants it. */
@XmlRootElement(name = "tones")
@XmlType(
        name = "tones",
        propOrder = {"localeName", "baseVersion", "translationVersion", "tones"})
@XmlAccessorType(XmlAccessType.FIELD)
public final class TonesDocument {
    @XmlElement(name = "trkLocaleName")
    @Nullable
    public String localeName;

    @XmlElement(name = "trkBaseClearcaseVersion")
    @Nullable
    public String baseVersion;

    @XmlElement(name = "trkTranslationVersion")
    @Nullable
    public String translationVersion;

    @XmlElement(name = "tone")
    public final List<Tone> tones = new ArrayList<>();

    /** One tone. */
    @XmlType(
            name = "tonesTone",
            propOrder = {"parts", "repeats"})
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Tone {
        @XmlAttribute
        @Nullable
        public String c1;

        @XmlAttribute
        @Nullable
        public String i1;

        @XmlAttribute
        @Nullable
        public String c2;

        @XmlAttribute
        @Nullable
        public String i2;

        @XmlAttribute
        @Nullable
        public String c3;

        @XmlAttribute
        @Nullable
        public String i3;

        @XmlAttribute
        @Nullable
        public String c4;

        @XmlAttribute
        @Nullable
        public String i4;

        @XmlAttribute
        @Nullable
        public String d;

        @XmlAttribute
        @Nullable
        public String t;

        @XmlElement(name = "part")
        public final List<Part> parts = new ArrayList<>();

        @XmlElement(name = "repeat")
        public final List<Repeat> repeats = new ArrayList<>();
    }

    /** A time in which it sounds, or does not. */
    @XmlType(name = "tonesPart")
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Part {
        @XmlAttribute
        @Nullable
        public String m;

        @XmlAttribute
        @Nullable
        public String t;
    }

    /** How often all parts are played. */
    @XmlType(name = "tonesRepeat")
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Repeat {
        @XmlAttribute
        @Nullable
        public String c;
    }
}
