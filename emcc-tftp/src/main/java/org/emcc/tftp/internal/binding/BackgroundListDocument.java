package org.emcc.tftp.internal.binding;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The root of a list of pictures, as JAXB wants it. */
@XmlRootElement(name = "CiscoIPPhoneImageList")
@XmlAccessorType(XmlAccessType.FIELD)
public final class BackgroundListDocument {
    @XmlElement(name = "ImageItem")
    public final List<Item> items = new ArrayList<>();

    /** One picture. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Item {
        @XmlAttribute(name = "Image")
        @Nullable
        public String image;

        @XmlAttribute(name = "URL")
        @Nullable
        public String url;
    }
}
