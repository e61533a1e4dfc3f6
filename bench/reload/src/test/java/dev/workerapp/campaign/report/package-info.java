/** Tests of the package of the same name. */
@NullMarked
package dev.workerapp.campaign.report;

import org.jspecify.annotations.NullMarked;
