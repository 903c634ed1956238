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

/** The root of a feature policy, as JAXB wants it. */
@XmlRootElement(name = "featurePolicy")
@XmlType(propOrder = {"versionStamp", "features"})
@XmlAccessorType(XmlAccessType.FIELD)
public final class FeaturePolicyDocument {
    @XmlAttribute
    @Nullable
    public String name;

    @XmlElement
    @Nullable
    public String versionStamp;

    @XmlElement(name = "featureDef")
    public final List<Feature> features = new ArrayList<>();

    /** One feature. */
    @XmlType(propOrder = {"id", "enable"})
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Feature {
        @XmlAttribute
        @Nullable
        public String name;

        @XmlElement
        @Nullable
        public String id;

        @XmlElement
        @Nullable
        public String enable;
    }
}
