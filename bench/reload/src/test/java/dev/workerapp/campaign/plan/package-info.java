/** Tests of the package of the same name. */
@NullMarked
package dev.workerapp.campaign.plan;

import org.jspecify.annotations.NullMarked;
