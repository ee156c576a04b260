package mien.engine.model;

/** Which decoder understands a model's outputs. */
public enum ModelFamily {
  /** SCRFD exports, with or without key points. */
  SCRFD,
  /** YuNet of libfacedetection and OpenCV Zoo. */
  YUNET,
  /** RetinaFace exports of biubug6/Pytorch_Retinaface. */
  RETINAFACE,
  /** Ultra-Light RFB-320 by Linzaer, cut behind its softmax: scores and locations by prior. */
  RFB,
  /** MediaPipe BlazeFace, short range: 896 anchors, six points each. */
  BLAZEFACE,
  /**
   * Aligned 112 x 112 face in, one vector out: ArcFace, MobileFaceNet, EdgeFace, AuraFace, SFace.
   */
  ARCFACE,
  /** dlib's ResNet: an aligned 150 x 150 face in, 128 numbers out. */
  DLIB_RESNET,
  /** 3DDFA_V2: 62 parameters. */
  TDDFA_V2,
  /** The numbers that turn 3DDFA_V2's parameters into 68 points; no network. */
  TDDFA_V2_BASIS,
  /** PFLD, 68 points. */
  PFLD,
  /** MediaPipe face mesh, 468 points. */
  FACE_MESH,
  /** InsightFace 2d106det. */
  LANDMARK_106,
  /** InsightFace 1k3d68. */
  LANDMARK_3D_68,
  /** Open Model Zoo open-closed-eye-0001. */
  OPEN_CLOSED_EYE,
  /** OCEC by PINTO0309. */
  OCEC,
  /** Mini-Xception of faceplugin on a gray 24 x 24 eye; output 0 is closed. */
  MINI_XCEPTION_EYE,
  /** face-api.js age and gender. */
  FACEAPI_AGE_GENDER,
  /** InsightFace gender-age, first version: 202 outputs. */
  GENDERAGE_V1,
  /** InsightFace genderage of the buffalo packs: 3 outputs. */
  GENDERAGE,
  /** Silent-Face-Anti-Spoofing. */
  MINIFASNET,
  /** eDifFIQA face image quality. */
  EDIFFIQA
}
