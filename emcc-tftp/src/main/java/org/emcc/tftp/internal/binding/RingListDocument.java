package org.emcc.tftp.internal.binding;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The root of the ring lists, as JAXB wants it. */
@XmlRootElement(name = "CiscoIPPhoneRingList")
@XmlAccessorType(XmlAccessType.FIELD)
public final class RingListDocument {
    @XmlElement(name = "Ring")
    public final List<Ring> rings = new ArrayList<>();

    /** One ring. */
    @XmlType(propOrder = {"displayName", "fileName"})
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Ring {
        @XmlElement(name = "DisplayName")
        @Nullable
        public String displayName;

        @XmlElement(name = "FileName")
        @Nullable
        public String fileName;
    }
}
