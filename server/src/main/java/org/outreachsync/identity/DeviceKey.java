package org.outreachsync.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.X509EncodedKeySpec;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Checks a device's public key: a point on the curve P-256, as an X.509 SubjectPublicKeyInfo. */
final class DeviceKey {

    private static final int BYTES_MAX = 256;
    /** The order of P-256 (FIPS 186-4, D.1.2.3); no other common curve has it. */
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private DeviceKey() {}

    static void check(byte[] key) {
        if (!isOnCurve(key)) {
            throw new RefusedException(
                    Code.MALFORMED, "The public key is not a SubjectPublicKeyInfo of an EC key on P-256.");
        }
    }

    private static boolean isOnCurve(byte[] key) {
        if (key.length == 0 || key.length > BYTES_MAX) {
            return false;
        }
        try {
            if (!(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)) instanceof ECPublicKey ec)
                    || !ec.getParams().getOrder().equals(ORDER)
                    || !(ec.getParams().getCurve().getField() instanceof ECFieldFp field)) {
                return false;
            }
            var p = field.getP();
            var x = ec.getW().getAffineX();
            var y = ec.getW().getAffineY();
            var right = x.pow(3)
                    .add(ec.getParams().getCurve().getA().multiply(x))
                    .add(ec.getParams().getCurve().getB());
            return y.multiply(y).subtract(right).mod(p).signum() == 0;
        } catch (GeneralSecurityException | RuntimeException broken) {
            return false;
        }
    }
}
